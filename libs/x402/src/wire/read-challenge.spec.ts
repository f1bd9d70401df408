import { vectors } from '../../../../test/builders/discovery-vectors.js';
import { readOffers } from '../offer/read-offers.js';
import { readChallenge } from './read-challenge.js';
import { readToolResult } from './read-tool-result.js';

const PAYEE = '0x1111111111111111111111111111111111111111';
const v2 = (change: object = {}) => ({
  scheme: 'exact',
  network: 'eip155:8453',
  amount: '1000',
  asset: '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913',
  payTo: PAYEE,
  maxTimeoutSeconds: 60,
  extra: { name: 'USD Coin', version: '2' },
  ...change,
});
const v1 = (change: object = {}) => {
  const { amount, ...rest } = v2({ network: 'base' });
  return { ...rest, maxAmountRequired: amount, resource: 'https://a.example/x', description: 'X', ...change };
};
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');
const answer = (header: unknown, body: unknown = {}, headers: Record<string, string> = {}) => ({
  status: 402,
  headers:
    header === null
      ? headers
      : { ...headers, 'Payment-Required': typeof header === 'string' ? header : encode(header) },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const read = (of: ReturnType<typeof answer>) => {
  const result = readChallenge(of);
  if (!result.ok) return result.error;
  const offers = readOffers(result.value.entries);
  return {
    version: result.value.challenge.x402Version,
    issues: result.value.issues.map(({ code }) => code),
    offers: offers.map((offer) => [offer.x402Version, offer.amountAtomic, offer.payability]),
  };
};

it.each([
  [
    'too large',
    JSON.stringify({ x402Version: 2, accepts: [v2({ pad: 'x'.repeat(300_000) })] }),
    'body-too-large',
  ],
  ['nested too deep', '['.repeat(100) + ']'.repeat(100), 'body-too-deep'],
  ['no JSON', '<html>', 'invalid-challenge'],
])('says why a body is not read that is %s', (_what, body, reason) => {
  expect(read(answer(null, body))).toBe(reason);
  expect(read(answer({ x402Version: 2, accepts: [v2()] }, body))).toMatchObject({ issues: [] });
});

it('cannot tell who may pay where the headers were not kept', () => {
  const kept = (body: unknown) => readChallenge({ status: 402, headers: null, body: JSON.stringify(body) });
  const payabilities = (body: unknown) => {
    const result = kept(body);
    return result.ok ? readOffers(result.value.entries).map(({ payability }) => payability) : result.error;
  };

  expect(payabilities({ x402Version: 2, accepts: [v2(), v2({ payTo: '' })] })).toEqual([
    'UNKNOWN',
    'BLOCKED',
  ]);
  expect(payabilities({ x402Version: 1, accepts: [v1()] })).toEqual(['V1_ONLY']);
  expect(payabilities({})).toBe('headers-not-kept');
});

describe('version detection, beside what the official client does', () => {
  // extra is empty in all of them, hence BLOCKED: no client could sign.
  const v2Offer = [2, 1000n, 'BLOCKED' as const];
  const v1Offer = [1, 1000n, 'BLOCKED' as const];
  const said: Record<string, ReturnType<typeof read>> = {
    'v2-header-empty-body': { version: 2, issues: [], offers: [v2Offer] },
    'v2-header-v1-body': { version: 2, issues: [], offers: [v2Offer] },
    'v1-body': { version: 1, issues: [], offers: [v1Offer] },
    'v2-body-only': { version: 2, issues: ['v2-body-only'], offers: [v2Offer] },
    // The header can be read, and tells more than the body that old clients would take.
    'header-not-base64': { version: 2, issues: ['header-not-base64'], offers: [v2Offer] },
    // This one is JSON with a character behind it; base64url that holds JSON is read, see below.
    'header-base64url': 'invalid-challenge',
    'header-bare-requirements': { version: 2, issues: ['bare-requirements'], offers: [v2Offer] },
    'v1-string-version': { version: 1, issues: ['version-inferred'], offers: [v1Offer] },
    'no-version': { version: 1, issues: ['version-inferred'], offers: [v1Offer] },
    'siwx-only': 'sign-in-only',
    'plain-402': 'invalid-challenge',
  };

  it.each(vectors.versionDetection.cases)('$id', ({ id, headers, body }) =>
    expect(read({ status: 402, headers, body: JSON.stringify(body) })).toEqual(said[id]),
  );
});

describe('readChallenge', () => {
  it.each<[string, ReturnType<typeof answer>, ReturnType<typeof read>]>([
    [
      'a V2 header',
      answer({ x402Version: 2, accepts: [v2()] }),
      { version: 2, issues: [], offers: [[2, 1000n, 'PAYABLE']] },
    ],
    [
      'a V1 body',
      answer(null, { x402Version: 1, accepts: [v1()] }),
      { version: 1, issues: [], offers: [[1, 1000n, 'V1_ONLY']] },
    ],
    [
      'a V1 twin once',
      answer({ x402Version: 2, accepts: [v2()] }, { x402Version: 1, accepts: [v1()] }),
      { version: 2, issues: [], offers: [[2, 1000n, 'PAYABLE']] },
    ],
    [
      'another price in the body: the header counts',
      answer(
        { x402Version: 2, accepts: [v2()] },
        { x402Version: 1, accepts: [v1({ maxAmountRequired: '5' })] },
      ),
      { version: 2, issues: ['header-body-differ'], offers: [[2, 1000n, 'PAYABLE']] },
    ],
    [
      'another network in the body: V2 first',
      answer(
        { x402Version: 2, accepts: [v2()] },
        { x402Version: 1, accepts: [v1({ network: 'base-sepolia' })] },
      ),
      {
        version: 2,
        issues: ['header-body-differ'],
        offers: [
          [2, 1000n, 'PAYABLE'],
          [1, 1000n, 'V1_ONLY'],
        ],
      },
    ],
    [
      'another network in a body without a version, which no client reads',
      answer({ x402Version: 2, accepts: [v2()] }, { accepts: [v1({ network: 'base-sepolia' })] }),
      {
        version: 2,
        issues: ['version-inferred', 'header-body-differ'],
        offers: [
          [2, 1000n, 'PAYABLE'],
          [1, 1000n, 'BLOCKED'],
        ],
      },
    ],
    [
      'the same in a body without a version',
      answer({ x402Version: 2, accepts: [v2()] }, { accepts: [v1()] }),
      { version: 2, issues: [], offers: [[2, 1000n, 'PAYABLE']] },
    ],
    [
      'an empty header beside a V1 body',
      answer('', { x402Version: 1, accepts: [v1()] }),
      { version: 1, issues: [], offers: [[1, 1000n, 'V1_ONLY']] },
    ],
    [
      'a header that cannot be read beside a V1 body',
      answer('%%%', { x402Version: 1, accepts: [v1()] }),
      { version: 1, issues: ['header-not-base64'], offers: [[1, 1000n, 'V1_ONLY']] },
    ],
    [
      'text that is not ASCII',
      answer({
        x402Version: 2,
        accepts: [v2({ network: 'eip155:14', asset: 'USDT0', extra: { name: 'USD₮0', version: '1' } })],
      }),
      { version: 2, issues: [], offers: [[2, 1000n, 'BLOCKED']] },
    ],
    [
      'one bad option beside good ones (nasty case 29)',
      answer({ x402Version: 2, accepts: [7, 'x', v2(), { scheme: 5 }] }),
      {
        version: 2,
        issues: ['offer-not-an-object'],
        offers: [
          [2, 1000n, 'PAYABLE'],
          [2, null, 'BLOCKED'],
        ],
      },
    ],
    [
      'an option behind null, over which every client fails',
      answer({ x402Version: 2, accepts: [null, v2()] }),
      { version: 2, issues: ['offer-null', 'offer-not-an-object'], offers: [[2, 1000n, 'BLOCKED']] },
    ],
    [
      'an option of version 1 before null',
      answer(null, { x402Version: 1, accepts: [v1(), null] }),
      { version: 1, issues: ['offer-null', 'offer-not-an-object'], offers: [[1, 1000n, 'BLOCKED']] },
    ],
    ['nothing to pay', answer({ x402Version: 2, accepts: [] }), 'empty-accepts'],
    [
      'sign-in only',
      answer({ x402Version: 2, accepts: [], extensions: { 'sign-in-with-x': {} } }),
      'sign-in-only',
    ],
    ['no object among the options', answer({ x402Version: 2, accepts: [1, 2] }), 'invalid-challenge'],
    [
      'another rail',
      answer(null, 'pay me', { 'www-authenticate': 'L402 macaroon="x", invoice="y"' }),
      'other-rail',
    ],
    [
      'another rail by its second challenge',
      answer(null, '', { 'WWW-Authenticate': 'Bearer realm="a", Payment id="1"' }),
      'other-rail',
    ],
    [
      'a realm that speaks of payment',
      answer(null, '', { 'WWW-Authenticate': 'Bearer realm="Card Payment required"' }),
      'invalid-challenge',
    ],
    [
      'nothing to pay beside another rail',
      answer({ x402Version: 2, accepts: [] }, {}, { 'www-authenticate': 'L402 macaroon="x", invoice="y"' }),
      'empty-accepts',
    ],
    [
      'a bearer challenge',
      answer(null, '', { 'WWW-Authenticate': 'Bearer realm="Payments"' }),
      'invalid-challenge',
    ],
    [
      'a bare requirement that lacks a scheme',
      answer(null, { network: 'base', maxAmountRequired: '1000', payTo: '0x' }),
      { version: 1, issues: ['bare-requirements'], offers: [[1, 1000n, 'BLOCKED']] },
    ],
    [
      "a price in nobody's protocol",
      answer(null, { network: 'base', asset: 'USDC', amount: '1000', payTo: '0x' }),
      'invalid-challenge',
    ],
    ['HTML', answer(null, '<html>Payment required</html>'), 'invalid-challenge'],
    ['JSON that is nested too deep', answer(null, '['.repeat(100_000)), 'body-too-deep'],
    [
      'deep JSON inside an offer',
      answer(null, `{"x402Version":1,"accepts":[{"a":${'{"a":'.repeat(90)}1${'}'.repeat(90)}}]}`),
      'body-too-deep',
    ],
    [
      'a header larger than is read',
      answer({ x402Version: 2, accepts: [v2()], pad: 'x'.repeat(500_000) }),
      'invalid-challenge',
    ],
    [
      'a body larger than is read',
      answer(null, `{"x402Version":1,"accepts":[],"pad":"${'x'.repeat(300_000)}"}`),
      'body-too-large',
    ],
    ['another status', { ...answer({ x402Version: 2, accepts: [v2()] }), status: 200 }, 'no-402'],
  ])('reads %s', (_what, given, expected) => expect(read(given)).toEqual(expected));

  it('reads base64url, which official clients refuse', () => {
    const header = encode({ x402Version: 2, error: '\u00ff\u00fe\u20ae??>>~~~', accepts: [v2()] });
    const base64url = header.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

    expect(base64url).not.toBe(header);
    expect(read(answer(header))).toMatchObject({ issues: [], offers: [[2, 1000n, 'PAYABLE']] });
    expect(read(answer(base64url))).toMatchObject({
      issues: ['header-not-base64'],
      offers: [[2, 1000n, 'BLOCKED']],
    });
  });

  it('reads x402 beside another rail', () => {
    const given = answer({ x402Version: 2, accepts: [v2()] }, {}, { 'www-authenticate': 'Payment id="1"' });

    expect(read(given)).toMatchObject({ issues: ['rail-beside'], offers: [[2, 1000n, 'PAYABLE']] });
    expect(readChallenge(given)).toMatchObject({
      value: { issues: [{ code: 'rail-beside', detail: 'MPP' }] },
    });
  });

  it('takes the last of two keys of one name, as every client does', () => {
    const body = JSON.stringify({ x402Version: 1, accepts: [v1()] }).replace(
      '"payTo"',
      '"payTo":"x","payTo"',
    );

    expect(read(answer(null, body))).toMatchObject({ offers: [[1, 1000n, 'V1_ONLY']] });
  });

  it('keeps the one offer among a hundred entries that are none, wherever it stands', () => {
    const empty = Array.from({ length: 50 }, () => ({ x: 1 }));
    const found = [[2, 1000n, 'PAYABLE']];

    for (const accepts of [
      [...empty, ...empty, v2()],
      [v2(), ...empty, ...empty],
    ])
      expect(read(answer({ x402Version: 2, accepts }))).toMatchObject({
        issues: ['offers-cut'],
        offers: expect.arrayContaining(found) as unknown,
      });
    const body = { x402Version: 1, accepts: [v1({ network: 'base-sepolia' })] };
    expect(read(answer({ x402Version: 2, accepts: [...empty, ...empty] }, body))).toMatchObject({
      offers: expect.arrayContaining([[1, 1000n, 'V1_ONLY']]) as unknown,
    });
  });

  it('keeps 64 offers and says so', () => {
    const accepts = Array.from({ length: 65 }, (_, at) => v2({ amount: String(at) }));
    const result = readChallenge(answer({ x402Version: 2, accepts }));

    expect(result).toMatchObject({ ok: true, value: { issues: [{ code: 'offers-cut', detail: '65' }] } });
    expect(result.ok && result.value.entries.length).toBe(64);
    expect(read(answer({ x402Version: 2, accepts: accepts.slice(1) }))).toMatchObject({ issues: [] });
  });
});

describe('readToolResult', () => {
  const challenge = { x402Version: 2, accepts: [v2()] };
  const old = { x402Version: 1, accepts: [v1()] };
  const text = (value: unknown) => [{ type: 'text', text: JSON.stringify(value) }];

  it.each<[string, unknown, number | string]>([
    ['structuredContent', { isError: true, structuredContent: challenge, content: [] }, 2],
    ['a text block', { isError: true, content: text(challenge) }, 2],
    ['V1', { isError: true, structuredContent: old }, 1],
    [
      'the wrapping',
      { isError: true, content: text({ 'x402/error': { code: 402, message: 'pay', data: old } }) },
      1,
    ],
    ['a JSON-RPC error', { code: 402, message: 'pay', data: challenge }, 2],
    ['a JSON-RPC answer with an error', { error: { code: 402, data: challenge } }, 2],
    ['a result that is no error', { content: text(challenge) }, 'mcp-no-payment'],
    [
      'another error',
      { isError: true, content: [{ type: 'text', text: 'city is missing' }] },
      'mcp-no-payment',
    ],
    ['MPP', { error: { code: -32042, data: { challenges: [{ method: 'tempo' }] } } }, 'other-rail'],
    ['another error of that code', { error: { code: -32042, data: { elicitations: [] } } }, 'mcp-no-payment'],
    ['no offers', { isError: true, structuredContent: { x402Version: 2, accepts: [] } }, 'empty-accepts'],
    ['nothing', null, 'mcp-no-payment'],
    ['odd blocks', { isError: true, content: [null, 7, { text: 7 }, { text: '{' }] }, 'mcp-no-payment'],
  ])('reads %s', (_what, result, expected) => {
    const found = readToolResult({ result });

    expect(found.ok ? found.value.challenge.x402Version : found.error).toBe(expected);
  });
});
