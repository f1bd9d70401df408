import { aBazaar, type RunningBazaar } from '../../builders/a-bazaar.js';
import { type Fleet, startFleet } from '../../fleet/fleet.js';

interface Documents {
  readonly documents: readonly {
    url: string;
    kind: string;
    ok: boolean;
    found: number;
    reason: string | null;
  }[];
}

interface Report extends Documents {
  readonly origin: string;
  readonly statuses: readonly { resource: string; state: string; reason: string; method: string | null }[];
}

const DOCUMENTS = 'documents { url kind ok found reason }';
const REGISTER = `mutation ($origin: String!) { registerOrigin(origin: $origin) {
  origin ${DOCUMENTS} statuses { resource state reason method } } }`;

let fleet: Fleet;
let bazaar: RunningBazaar;
let origin: string;
beforeAll(async () => {
  fleet = await startFleet({ ports: 'any' });
  ({ origin } = new URL(fleet.endpoint('origami-diagrams').register.resource));
  bazaar = await aBazaar({ PROBES: 'off', FETCH_ALLOW: fleet.allow });
}, 60_000);
afterAll(async () => {
  await bazaar.stop();
  await fleet.stop();
});

const register = async (written: string): Promise<Report> =>
  (await bazaar.graphql<{ registerOrigin: Report }>(REGISTER, { origin: written })).registerOrigin;
const lines = ({ documents }: Documents) =>
  documents.map(({ url, kind, ok, found, reason }) => [url.replace(origin, ''), kind, ok, found, reason]);

const READ = [
  ['/.well-known/x402', 'well-known', true, 1, null],
  ['/.well-known/x402.json', 'well-known', true, 0, 'document-absent'],
  ['/llms.txt', 'llms-txt', true, 0, 'document-absent'],
  ['/openapi.json', 'openapi', true, 1, null],
];

describe('registerOrigin', () => {
  it('reads what a shop publishes, lists what it sells, and reports on each document', async () => {
    const report = await register(`${origin}/`);

    expect(report.origin).toBe(origin);
    expect(lines(report)).toEqual(READ);
    expect(
      report.statuses.map(({ resource, state, method }) => [resource.replace(origin, ''), state, method]),
    ).toEqual([
      ['/v1/creases', 'LISTED', 'POST'],
      ['/v1/diagrams', 'LISTED', 'GET'],
    ]);
  });

  it('tells the same of the origin later, on GraphQL and on REST', async () => {
    const asked = await bazaar.graphql<{ origin: Documents & { documentsReadAt: string } }>(
      `query ($origin: String!) { origin(origin: $origin) { ${DOCUMENTS} documentsReadAt } }`,
      { origin },
    );
    const rest = await bazaar.get<Documents & { documentsReadAt: string }>(
      `/discovery/status?origin=${origin}`,
    );

    expect(lines(asked.origin)).toEqual(READ);
    expect(lines(rest)).toEqual(READ);
    expect(rest.documentsReadAt).toBe(asked.origin.documentsReadAt);
    expect(Date.now() - Date.parse(rest.documentsReadAt)).toBeLessThan(60_000);
  });

  it('asks for nothing anew within a minute', async () => {
    const before = fleet.requests().length;

    expect(lines(await register(origin))).toEqual(READ);
    expect(fleet.requests()).toHaveLength(before);
  });

  it('takes the URL of an MCP server for a list of its tools', async () => {
    const server = fleet.endpoint('mcp-geocode-address').register.resource;
    const report = await register(server);

    expect(report.documents.find(({ url }) => url === server)).toMatchObject({ kind: 'mcp', ok: true });
  });

  it.each([
    ['no URL', 'my shop', 'not an absolute URL'],
    ['an address of our own network', 'http://10.0.0.1/', 'address'],
    ['an identifier', 'mcp://tool/search', 'must be a site'],
  ])('refuses %s', async (_what, written, words) => {
    await expect(register(written)).rejects.toThrow(words);
  });
});
