import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loadConfig } from '@bazaar/platform';

import { aChallenge, aPaymentRequired } from '../../../test/builders/a-challenge.js';
import { aRequirement } from '../../../test/builders/a-requirement.js';
import { run } from './inspect.js';

const OPERATOR = '0x2222222222222222222222222222222222222222';
const hold = aRequirement({
  scheme: 'auth-capture',
  amount: '50000000',
  extra: {
    ...{ name: 'USD Coin', version: '2', captureAuthorizer: OPERATOR, feeRecipient: OPERATOR },
    ...{ captureDeadline: 1_800_000_000, refundDeadline: 1_802_592_000, minFeeBps: 0, maxFeeBps: 250 },
  },
});
const challenge = aChallenge();
const { 'payment-required': header = '' } = aPaymentRequired(challenge).headers;
const v1 = {
  x402Version: 1,
  accepts: [
    { ...aRequirement({ network: 'base' }), maxAmountRequired: '10000', resource: 'https://a.example/x' },
  ],
};
const L402 = 'L402 macaroon="a", invoice="b"';

let folder: string;
let printed: string[];
let complaints: string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bazaar-inspect-'));
});
afterAll(() => rm(folder, { recursive: true }));
const { log, error } = console;
beforeEach(() => {
  [printed, complaints] = [[], []];
  console.log = (line: string) => void printed.push(line);
  console.error = (line: string) => void complaints.push(line);
});
afterEach(() => void Object.assign(console, { log, error }));

const config = loadConfig({ FETCH_ALLOW: '127.0.0.1/32:1024-65535' });
const inspectText = async (text: string, ...flags: readonly string[]) => {
  const file = join(folder, 'kept');
  await writeFile(file, text);
  return run([...flags, file], config);
};
interface Line {
  readonly reason: string;
  readonly message: string;
  readonly payability: string | null;
  readonly offers: readonly { readonly priceUsd: unknown; readonly terms: unknown }[];
}
const lines = () => printed.map((line) => JSON.parse(line) as Line);

it.each([
  ['a raw response', `HTTP/1.1 402 Payment Required\r\nPayment-Required: ${header}\r\n\r\n{}`],
  ['a body', JSON.stringify(v1)],
  ['a pretty-printed body', JSON.stringify(v1, null, 2)],
  ['the value of a header', header],
  ['a line of JSON', JSON.stringify({ url: 'https://a.example/x', body: v1 })],
])('reads %s: exit code 0, and the price as text', async (_what, text) => {
  expect(await inspectText(text, '--json')).toBe(0);
  expect(lines()).toMatchObject([{ reason: 'ok', offers: [{ priceUsd: '0.01' }] }]);
});

it('prints one object a line, and fails for one that cannot be paid', async () => {
  const answers = [
    { url: 'https://a.example/x', body: v1 },
    { url: 'https://b.example/', status: 200, body: 'hello' },
    { url: 'https://c.example/', headers: { 'www-authenticate': L402 }, body: '' },
    { url: 'https://d.example/', headers: { 'payment-required': header, 'www-authenticate': L402 } },
  ];

  expect(await inspectText(answers.map((one) => JSON.stringify(one)).join('\n'), '--json')).toBe(1);
  expect(lines().map(({ reason }) => reason)).toEqual(['ok', 'no-402', 'other-rail', 'ok']);
  expect(lines()[2]?.message).toContain('(L402)');
});

it('tells a seller the challenge, the price, the call and what to mend', async () => {
  const broken = aRequirement({ amount: '$1' });

  const body = JSON.stringify(aChallenge({ accepts: [aRequirement(), hold, broken] }));

  expect(await inspectText(`HTTP/1.1 402\nserver: x\n\n${body}`)).toBe(1);
  expect(printed.join('\n')).toMatch(/x402 version 2, BLOCKED/);
  expect(printed.join('\n')).toMatch(/\$0\.01 \(0\.01 USDC\) on Base, exact, to 0x/);
  expect(printed.join('\n')).toMatch(/up to \$50 \(up to 50 USDC\) on Base, auth-capture/);
  expect(printed.join('\n')).toMatch(/captureDeadline 2027-01-15T08:00:00\.000Z/);
  expect(printed.join('\n')).toMatch(
    /no dollar price \(\? USDC\).*BLOCKED\n.*ERROR amount-not-atomic.*\n.*-> State/,
  );
  expect(printed.join('\n')).toMatch(/Call\n {4}\(method not stated\) https:/);
  expect(printed.join('\n')).toMatch(/Issues\n {4}ERROR v2-body-only/);
  expect(printed.join('\n').match(/v2-body-only/g)).toHaveLength(1);
});

it.each([['as text'], ['as JSON', '--json']])(
  'hands nothing to the terminal that it would obey, %s',
  async (_how, ...flags) => {
    const nasty = 'a\u001b]0;owned\u0007\u009b2J\u202e\u2066\r\nhttps://forged.example/: ok\u{e0041}';
    const posted = {
      info: { input: { type: 'http', method: 'POST', bodyType: 'json', body: { [nasty]: nasty } } },
    };
    const readable = aChallenge({
      accepts: [aRequirement({ payTo: nasty })],
      extensions: { bazaar: posted },
    });

    await inspectText(
      [nasty, 'https://a.example/x'].map((url) => JSON.stringify({ url, body: readable })).join('\n'),
      ...flags,
    );
    expect(printed).toHaveLength(2);
    expect(printed.join('')).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/u);
    expect(printed.join('\n')).not.toMatch(/^https:\/\/forged/m);
    expect(printed[1]).toContain(String.raw`\u202e`);
  },
);

it.each([
  ['an empty file', ' \n', /is empty/],
  ['nothing named', null, /Usage/],
])('has nothing to read in %s: exit code 2', async (_what, text, complaint) => {
  expect(text === null ? await run([], config) : await inspectText(text)).toBe(2);
  expect(complaints.join()).toMatch(complaint);
});

it('has nothing to read where a name is neither file nor URL', async () => {
  expect(await run(['no-such-file'], config)).toBe(2);
  expect(complaints.join()).toMatch(/neither a file nor a URL/);
});

it.each([
  ['an unknown option', ['--frobnicate'], /--frobnicate/],
  ['a file that is not there', ['--summary', 'no-such-file'], /no-such-file cannot be read/],
  ['a directory', ['.'], /\. cannot be read/],
  ['a method that no endpoint is sold by', ['--method', 'FOO', 'https://a.example/'], /GET, HEAD.*PATCH/],
  ['a name of a tool, which is no address', ['mcp://x/y'], /http\(s\) URL of the MCP server/],
])('judges nothing by %s: exit code 2', async (_what, args, complaint) => {
  expect(await run(args, config)).toBe(2);
  expect(complaints.join()).toMatch(complaint);
});

it.each([
  ['a version 2 body', JSON.stringify(challenge), 2, { reason: 'ok', payability: 'UNKNOWN' }],
  ['a page', '<html>', 2, { reason: 'headers-not-kept', payability: null }],
  ['a version 1 body', JSON.stringify(v1), 0, { reason: 'ok', payability: 'V1_ONLY' }],
  [
    'a version 2 body that no header would mend',
    JSON.stringify(aChallenge({ accepts: [aRequirement({ amount: '$1' })] })),
    1,
    { reason: 'ok', payability: 'BLOCKED' },
  ],
])('judges %s kept without headers by what is known', async (_what, body, code, expected) => {
  expect(await inspectText(body, '--json')).toBe(code);
  expect(lines()).toMatchObject([expected]);
});

const paidTool = { isError: true, content: [], structuredContent: challenge };

it.each([
  ['the response', { jsonrpc: '2.0', id: 1, result: paidTool }],
  ['the result alone', paidTool],
  ['the error', { jsonrpc: '2.0', id: 1, error: { code: 402, message: 'pay', data: challenge } }],
])('reads a call of an MCP tool: %s', async (_what, kept) => {
  expect(await inspectText(JSON.stringify(kept), '--json', '--tool', 'forecast')).toBe(0);
  expect(lines()).toMatchObject([{ reason: 'ok', payability: 'PAYABLE', call: { toolName: 'forecast' } }]);
});

it('names an asset that it does not know with the amount in its units', async () => {
  const asset = '0x3333333333333333333333333333333333333333';

  await inspectText(JSON.stringify(aChallenge({ accepts: [aRequirement({ asset })] })));
  expect(printed.join()).toContain(`(10000 atomic units of ${asset})`);
});

describe('a URL', () => {
  let server: Server;
  let origin: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      const status = request.url === '/paid' ? 402 : request.url === '/gone' ? 410 : 404;
      response.writeHead(status, status === 402 ? { 'payment-required': header } : {}).end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it.each([
    ['/paid', 'ok', 0],
    ['/gone', 'gone', 1],
    ['/missing', 'http-404', 1],
  ])('%s is asked as a worker would: %s', async (path, reason, code) => {
    expect(await run(['--json', origin + path], config)).toBe(code);
    expect(lines()).toMatchObject([{ reason }]);
  });

  it('is not asked where probes are off', async () => {
    expect(await run(['https://shop.example/paid'], { ...config, PROBES: 'off' })).toBe(2);
    expect(complaints.join()).toMatch(/PROBES is off/);
  });
});
