import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';

import { FetchPolicy, GuardedHttp } from '@bazaar/platform';

import { describeCollected, hostileCases } from './collected.js';

interface ChainCase {
  readonly id: string;
  readonly url: string;
  readonly hops: readonly {
    readonly path: string;
    readonly status: number;
    readonly location?: string;
    readonly body?: string;
  }[];
  readonly expect: 'allow' | 'reject';
  readonly connects: number;
}

/** Every chain stays on its origin, or ends there. */
const CHAIN_REASONS: Readonly<Record<string, string>> = {
  'private-only-on-last-hop': 'private-address',
  'metadata-only-on-last-hop-encoded': 'private-address',
  'private-by-name-on-last-hop': 'redirect-off-origin',
  'rebind-on-a-redirect-target': 'redirect-off-origin',
  'userinfo-smuggled-in-a-location': 'unsupported-scheme',
  'downgrade-only-on-last-hop': 'redirect-off-origin',
  'protocol-relative-into-private': 'private-address',
  'relative-location-stays-public': 'answered 402',
  'exactly-at-the-hop-limit': 'answered 402',
  'one-hop-over-the-limit': 'too-many-redirects',
  'oversized-body-behind-a-clean-chain': 'redirect-off-origin',
};

describeCollected('redirects made to harm', () => {
  const LIMITS = { timeoutMs: 2_000, bodyBytesMax: 65_536, redirectsMax: 3 };
  const seen: string[] = [];
  let hops: ChainCase['hops'] = [];
  let server: Server;
  let http: GuardedHttp;
  let origin: string;

  beforeAll(async () => {
    server = createServer(({ url = '' }, response) => {
      seen.push(url);
      const hop = hops.find(({ path }) => path === url);
      const location = hop?.location?.replace('https://chain.example.net', origin);
      response.writeHead(hop?.status ?? 500, location === undefined ? {} : { location }).end(hop?.body);
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    origin = `http://chain.example.net:${port}`;
    http = new GuardedHttp({
      policy: FetchPolicy.fromConfig({ FETCH_ALLOW: `127.0.0.1/32:${port}`, PROBES: 'on' }),
      resolver: () => Promise.resolve(['127.0.0.1']),
    });
  });
  afterAll(async () => {
    await http.close();
    await new Promise<void>((resolve) => void server.close(() => resolve()));
  });

  it.each(hostileCases('redirect-chains', (row) => row as ChainCase))(
    '%s',
    async (id, { url, hops: chain, connects }) => {
      seen.length = 0;
      hops = chain;
      const result = await http.request({
        url: new URL(url.replace('https://chain.example.net', origin)),
        method: 'GET',
        limits: LIMITS,
        redirects: 'same-origin',
      });

      expect(result.ok ? `answered ${result.value.status}` : result.error).toBe(CHAIN_REASONS[id]);
      expect(seen.length).toBeLessThanOrEqual(connects);
      expect(seen).toEqual(chain.slice(0, seen.length).map(({ path }) => path));
    },
  );
});
