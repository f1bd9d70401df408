import { parsePaymentRequired } from '@x402/core/schemas';
import fc from 'fast-check';

import { besideOfficial } from '../../../test/builders/beside-official.js';
import { vectors } from '../../../test/builders/discovery-vectors.js';
import { readResource } from './read-resource.js';

type Fields = Record<string, unknown>;

const URL_ASKED = 'https://api.example.com/a';

/** What we say of a challenge, each version where clients look for it: the refusal, or the codes of all issues. */
function codesOf(challenge: Fields, url = URL_ASKED): string[] {
  const isV2 = challenge['x402Version'] !== 1;
  const headers: Record<string, string> = isV2
    ? { 'payment-required': Buffer.from(JSON.stringify(challenge)).toString('base64') }
    : {};
  const body = isV2 ? '{}' : JSON.stringify(challenge);
  const read = readResource({ url, method: 'GET', answer: { status: 402, headers, body } });
  if (!read.ok) return [read.error];
  return [...read.value.issues, ...read.value.offers.flatMap(({ issues }) => issues)].map(({ code }) => code);
}

describe('what the official parser refuses is read all the same, and named', () => {
  const codesOfCase = (id: string) => {
    const { input } = vectors.strictParse.cases.find((found) => found.id === id) ?? { input: {} };
    const { resource, accepts } = input as {
      resource?: { url: string };
      accepts: readonly { resource?: string }[];
    };
    return codesOf(input, resource?.url ?? accepts[0]?.resource);
  };
  // No client looks at it before it pays.
  const idle: readonly string[] = [];
  const said: Record<string, readonly string[]> = {
    'v2-minimal': [],
    'v2-null-optionals': [],
    'v2-empty-accepts': ['empty-accepts'],
    'v2-network-without-colon': ['network-alias'],
    'v2-amount-number': ['amount-number'],
    'v2-timeout-zero': ['timeout-missing'],
    'v2-empty-asset': ['asset-missing'],
    'v2-unicode-serviceName': ['service-name-dropped'],
    'v2-six-tags': ['tags-dropped'],
    'v2-no-resource': ['resource-missing'],
    'v1-ok': [],
    'v1-no-description': idle,
    'v1-error-null': idle,
    // Whatever the version, there is nothing to pay.
    v3: ['empty-accepts'],
  };

  it.each(vectors.strictParse.cases)('$id', ({ id, input, expect: expected }) => {
    const parsed = parsePaymentRequired(input);
    const [first] = parsed.error?.issues ?? [];
    const faultless = codesOfCase(id.startsWith('v1') ? 'v1-ok' : 'v2-minimal');

    expect({
      valid: parsed.success,
      firstError: first === undefined ? null : `${first.path.join('.')}: ${first.message}`,
    }).toEqual(expected);
    expect(codesOfCase(id).filter((code) => !faultless.includes(code))).toEqual(said[id]);
  });
});

/** The fields that the parser looks at and a client needs, with what we say where one is at fault. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  scheme: ['scheme-missing', 'scheme-unknown'],
  network: ['network-missing', 'network-alias', 'network-unknown'],
  amount: ['amount-missing', 'amount-number', 'amount-not-atomic'],
  asset: ['asset-missing', 'asset-symbol', 'asset-malformed'],
  payTo: ['pay-to-missing', 'pay-to-malformed'],
  maxTimeoutSeconds: ['timeout-missing'],
  extra: ['eip712-missing'],
  url: ['resource-missing', 'resource-mismatch'],
  serviceName: ['service-name-dropped'],
  tags: ['tags-dropped'],
  iconUrl: ['icon-dropped'],
};
const inOrder = (fields: ReadonlySet<string>) => Object.keys(FIELDS).filter((field) => fields.has(field));

describe('fields, beside parsePaymentRequired', () => {
  interface Written {
    readonly version: 1 | 2;
    readonly offer: Fields;
    readonly resource: Fields;
    readonly rest: Fields;
  }
  const VALID: Fields = {
    scheme: 'exact',
    asset: '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913',
    payTo: '0x1111111111111111111111111111111111111111',
    extra: { name: 'USD Coin', version: '2' },
  };
  const NETWORKS: Readonly<Record<number, string>> = { 1: 'base', 2: 'eip155:8453' };

  const wrong = (field: string, ...values: readonly unknown[]) =>
    fc.constantFrom(...values).map((value): Fields => ({ [field]: value }));
  // These are judged together, by the rules of a network and a scheme: one of them at a time.
  const oneWrong = fc.oneof(
    { weight: 6, arbitrary: fc.constant<Fields>({}) },
    wrong('scheme', '', 7, null, undefined, 'new-scheme'),
    wrong('network', '', 'ab', 7, null, undefined, 'base', 'eip155:8453', 'new:chain', 'new-chain'),
    wrong('asset', '', 'USDC', 'token', 7, undefined),
    wrong('payTo', '', 'merchant', 7, null, undefined),
    wrong('extra', null, undefined, 'text', {}, { name: 'USD Coin' }),
  );
  const usually = (usual: unknown, ...others: readonly unknown[]) =>
    fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, fc.constantFrom(...others));
  const inputs = fc.record<Written>({
    version: fc.constantFrom(1, 2),
    offer: fc
      .tuple(
        fc.record({
          amount: usually('10000', '', 10000, '0.01', '$0.01', null, undefined, '0x10'),
          maxTimeoutSeconds: usually(60, 0, -1, '60', null, undefined),
        }),
        oneWrong,
      )
      .map(([stated, one]) => ({ ...VALID, ...stated, ...one })),
    resource: fc.record({
      url: usually(URL_ASKED, '', undefined, 7, 'https://other.example/'),
      description: usually('A', null, undefined, 7),
      mimeType: usually('text/plain', null, undefined, 7),
      serviceName: usually('A', '', ' ', 'Café', 'x'.repeat(33), null, 7),
      tags: usually(['a'], [], ['é'], ['1', '2', '3', '4', '5', '6'], 'a', null, ['a', 'A']),
      iconUrl: usually(
        'https://a.example/i',
        '',
        'https://a.example/'.padEnd(2049, 'i'),
        'ftp://a.example/',
        null,
      ),
    }),
    rest: fc.record({ error: usually('pay', null, 7), extensions: usually({}, null, 'none') }),
  });

  function challengeOf({ version, offer, resource, rest }: Written): Fields {
    const { amount, ...others }: Fields = { network: NETWORKS[version], ...offer };
    if (version === 2) return { x402Version: 2, resource, accepts: [{ amount, ...others }], ...rest };
    const { url, description, mimeType } = resource;
    const accepts = [{ ...others, maxAmountRequired: amount, resource: url, description, mimeType }];
    return { x402Version: 1, accepts, error: rest['error'] };
  }

  /** The last name in a path that is a field's: `accepts.0.network`, `resource.tags.2`, `accepts.0.resource`. */
  function fieldAt(path: readonly (string | number)[]): string {
    const name = String(path.findLast((part) => typeof part === 'string'));
    return { maxAmountRequired: 'amount', resource: 'url' }[name] ?? name;
  }

  const stricter = (why: string, field: string, isFault: (value: unknown, written: Written) => boolean) => ({
    why,
    apply: (fields: readonly string[], written: Written) => {
      const all: Fields = { network: NETWORKS[written.version], ...written.resource, ...written.offer };
      const isThere = written.version === 2 || !['serviceName', 'tags', 'iconUrl'].includes(field);
      return isThere && isFault(all[field], written) ? inOrder(new Set([...fields, field])) : fields;
    },
  });
  const laxer = (why: string, field: string, isFine: (value: unknown) => boolean) => ({
    why,
    apply: (fields: readonly string[], { offer, resource }: Written) =>
      isFine({ ...resource, ...offer }[field]) ? fields.filter((name) => name !== field) : fields,
  });

  it('are at fault where the parser says so', () => {
    besideOfficial<Written, readonly string[]>({
      inputs,
      official: (written) => {
        const { error } = parsePaymentRequired(challengeOf(written));
        const fields = new Set(error?.issues.map(({ path }) => fieldAt(path)));
        return [...inOrder(fields), ...[...fields].filter((field) => FIELDS[field] === undefined).sort()];
      },
      ours: (written) => {
        const codes = codesOf(challengeOf(written));
        return Object.keys(FIELDS).filter((field) => FIELDS[field]?.some((code) => codes.includes(code)));
      },
      deviations: [
        {
          why: 'no client looks at description, mimeType, error or extensions before it pays',
          apply: (fields) => fields.filter((field) => FIELDS[field] !== undefined),
        },
        laxer('seconds may be written as text', 'maxTimeoutSeconds', (value) => value === '60'),
        laxer('an empty name is none', 'serviceName', (value) => value === ''),
        stricter('a name of spaces is none, and was meant as one', 'serviceName', (value) => value === ' '),
        stricter('an icon is fetched over http(s)', 'iconUrl', (value) => String(value).startsWith('ftp:')),
        stricter('atomic units are counted in digits', 'amount', (value) => /^\$?0[.x]/.test(String(value))),
        stricter('an asset is an address', 'asset', (value) => value === 'USDC' || value === 'token'),
        stricter('a payee is an address', 'payTo', (value) => value === 'merchant'),
        stricter(
          'a transfer is signed with the name and version of its token',
          'extra',
          (value) => value !== VALID['extra'],
        ),
        stricter('a scheme is one that clients know', 'scheme', (value) => value === 'new-scheme'),
        stricter(
          'a network is one that clients know, under its name in that version',
          'network',
          (value, { version }) => value !== NETWORKS[version],
        ),
        stricter(
          'a challenge is of the URL that was asked',
          'url',
          (value) => value === 'https://other.example/',
        ),
      ],
    });
  });
});
