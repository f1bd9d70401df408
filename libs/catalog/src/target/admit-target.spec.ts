import { admitTarget, type AdmittedTarget } from './admit-target.js';
import { urlGuard } from './url-guard.js';

const guard = urlGuard({ FETCH_ALLOW: '' });
const admit = (url: string, method: string | null = null, toolName: string | null = null) =>
  admitTarget({ url, method, toolName }, guard);
const admitted = (url: string): AdmittedTarget => {
  const target = admit(url);
  if (!target.ok) throw new Error(target.error);
  return target.value;
};
const resourceOf = (url: string) => admitted(url).key.resource;

it.each([
  [
    'a scheme nobody serves (nasty case 1)',
    'monopoly://monopoly_game_207_beb33b/prediction/agent0',
    'unsupported-scheme',
  ],
  ['a local host (nasty case 2)', 'http://test.localhost:3001/api/Public/agents', 'private-address'],
  [
    'a local host by https (nasty case 2)',
    'https://test.localhost:3003/api/Public/agents',
    'private-address',
  ],
  ['a bare address with a port of its own (nasty case 13)', 'http://76.13.107.248:8745', 'port-not-allowed'],
  ['a word', 'weather', 'not-a-url'],
  ['credentials to somebody else', 'https://api.example.com@10.0.0.1/', 'private-address'],
  ['a long query', `https://api.example.com/?q=${'x'.repeat(2_048)}`, 'url-too-long'],
  ['an identifier that cannot be stored', 'mcp://tool/get weather', 'not-a-url'],
])('refuses %s', (_what, url, reason) => expect(admit(url)).toEqual({ ok: false, error: reason }));

it.each([
  [
    'a tailnet name (nasty case 13)',
    'https://ari001.tailb4ac3a.ts.net/v1/ventures/ethereum_contract_abi_service/token_verdict',
  ],
  ['an address in a name (nasty case 13)', 'https://31-172-70-14.nip.io/flow'],
  ['an address in a name with dots (nasty case 13)', 'https://5.75.142.199.sslip.io/paid/x402/attest/4'],
  ['a tunnel (nasty case 12)', 'https://beverly-statewide-permits-advertise.trycloudflare.com/api/stats'],
  ['a template behind a tunnel (nasty case 12)', 'https://prance-mounting-watch.ngrok-free.dev/v1/token/:id'],
])('takes %s for what it says: only its probe can tell more', (_what, url) =>
  expect(admitted(url)).toMatchObject({
    url,
    origin: new URL(url).origin,
    reachable: true,
    key: { resource: url },
  }),
);

it('keeps each build of one service a host of its own (nasty case 11)', () => {
  const builds = [
    'https://2s-3cpr6qm6j-alleyford.vercel.app/api/convert/unit',
    'https://2s-jwnd2jdga-alleyford.vercel.app/api/convert/unit',
    'https://2s.io/api/convert/unit',
  ].map(admitted);

  expect(new Set(builds.map(({ origin }) => origin)).size).toBe(3);
  expect(new Set(builds.map(({ key }) => key.resource)).size).toBe(3);
});

it('leads source code scraped as a URL to the listing of its real twin (nasty case 14)', () => {
  const scraped = 'https://djd-agent-score.fly.dev/v1/score/basic?wallet=${payerWallet}`';
  const twin =
    'https://djd-agent-score.fly.dev/v1/score/basic?wallet=0x3E4ef1f774857C69E33ddDC471e110C7Ac7bB528';

  expect(admitted(scraped).url).toBe(scraped);
  expect(resourceOf(scraped)).toBe(resourceOf(twin));
});

it.each([
  'https://djd-agent-score.fly.dev',
  'https://djd-agent-score.fly.dev/',
  'https://djd-agent-score.fly.dev:443/',
  'https://DJD-agent-score.fly.dev/#pricing',
  'https://djd-agent-score.fly.dev?ref=catalogue',
  'http://djd-agent-score.fly.dev/',
])('knows %s for one resource with its other spellings (nasty case 15)', (url) =>
  expect(resourceOf(url)).toBe('https://djd-agent-score.fly.dev/'),
);

it.each([
  ['www.', 'https://www.djd-agent-score.fly.dev/'],
  ['a port of its own', 'https://djd-agent-score.fly.dev:80/v1'],
  ['a slash behind a path', 'https://djd-agent-score.fly.dev/v1/'],
])('guesses nothing of %s (nasty case 15)', (_what, url) =>
  expect(resourceOf(url)).not.toBe(resourceOf('https://djd-agent-score.fly.dev/v1')),
);

it.each([
  ['post', null, 'POST'],
  [' Delete ', null, 'DELETE'],
  ['BUY', null, null],
  ['OPTIONS', null, null],
  ['', null, null],
  ['POST', 'geocode', null],
])('takes %j, of the tool %j, for the method %j', (method, toolName, taken) => {
  const target = admit('https://api.example.com/x', method, toolName);

  expect(target).toMatchObject({ ok: true, value: { method: taken, key: { method: taken, toolName } } });
});
