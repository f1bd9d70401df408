import { aBazaar, type RunningBazaar } from '../../builders/a-bazaar.js';
import { aChallenge, aPaymentRequired } from '../../builders/a-challenge.js';
import { type RecordingSite, aRecordingSite } from '../crawl/a-recording-site.js';

interface Report {
  readonly origin: string;
  readonly documents: readonly {
    url: string;
    kind: string;
    ok: boolean;
    found: number;
    reason: string | null;
  }[];
  readonly statuses: readonly { resource: string; state: string; reason: string; method: string | null }[];
}

const REGISTER = `mutation ($origin: String!) { registerOrigin(origin: $origin) {
  origin documents { url kind ok found reason } statuses { resource state reason method } } }`;

let site: RecordingSite;
let bazaar: RunningBazaar;
beforeAll(async () => {
  site = await aRecordingSite(({ path }) => {
    if (path === '/.well-known/x402')
      return { status: 200, body: JSON.stringify({ version: 1, resources: ['/weather', 'GET /fx'] }) };
    return ['/weather', '/fx'].includes(path)
      ? aPaymentRequired(aChallenge({ url: site.origin + path }))
      : { status: 404 };
  });
  bazaar = await aBazaar({ PROBES: 'off', FETCH_ALLOW: site.allow });
}, 60_000);
afterAll(async () => {
  await bazaar.stop();
  await site.close();
});

const register = async (origin: string): Promise<Report> =>
  (await bazaar.graphql<{ registerOrigin: Report }>(REGISTER, { origin })).registerOrigin;

describe('registerOrigin', () => {
  it('reads the documents of a site and lists what they name', async () => {
    const report = await register(site.origin);

    expect(
      report.documents.map(({ url, ok, found, reason }) => [
        url.slice(site.origin.length),
        ok,
        found,
        reason,
      ]),
    ).toEqual([
      ['/.well-known/x402', true, 2, null],
      ['/.well-known/x402.json', true, 0, 'document-absent'],
      ['/llms.txt', true, 0, 'document-absent'],
      ['/openapi.json', true, 0, 'document-absent'],
    ]);
    expect(
      report.statuses.map(({ resource, state, method }) => [
        resource.slice(site.origin.length),
        state,
        method,
      ]),
    ).toEqual([
      ['/fx', 'LISTED', 'GET'],
      ['/weather', 'LISTED', 'GET'],
    ]);
  });
});
