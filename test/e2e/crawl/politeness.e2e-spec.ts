import { setTimeout as sleep } from 'node:timers/promises';

import { aCatalog } from '../../builders/a-catalog.js';
import { aCrawler } from '../../builders/a-crawler.js';
import { aSighting } from '../../builders/a-sighting.js';
import { type SeenRequest, startFleet } from '../../fleet/fleet.js';
import { excess, mostAtOnce } from './seen-requests.js';

/** What an origin and an address are promised. */
const ORIGIN = { perSecond: 1, atOnce: 4, concurrency: 2 };
const ADDRESS = { perSecond: 32, atOnce: 32, concurrency: 64 };
/** Requests are timed where they arrive: what was sent in time may have been held up on its way, unlike the next. */
const ON_THE_WAY_MS = 400;

/** Everything the fleet has is due, and so many workers look at it with the manners they have by themselves. */
async function crawledBy(workers: number): Promise<readonly SeenRequest[]> {
  const [fleet, catalog] = await Promise.all([startFleet({ ports: 'any' }), aCatalog()]);
  catalog.clock.moveTo(new Date());
  await catalog.ingest.sight(
    fleet.endpoints.map(({ register: { resource, method, toolName } }) =>
      aSighting({
        ...{ url: resource, method: method ?? null, toolName: toolName ?? null },
        type: toolName === undefined ? 'HTTP' : 'MCP',
      }),
    ),
  );
  const isDone = async (): Promise<boolean> => {
    const [row] = await catalog.database.query<{ waiting: number }[]>(
      'SELECT count(*)::int AS waiting FROM target WHERE probed_at IS NULL AND next_probe_at IS NOT NULL',
    );
    return row?.waiting === 0;
  };
  const crawlers = await Promise.all(
    Array.from({ length: workers }, () => aCrawler(catalog, { FETCH_ALLOW: fleet.allow }, {})),
  );
  while (!(await isDone())) await sleep(100);
  await Promise.all(crawlers.map((crawler) => crawler.stop()));
  await Promise.all([fleet.stop(), catalog.close()]);
  return fleet.requests();
}

describe.each([1, 4])('the fleet, looked at by %i', (workers) => {
  let requests: readonly SeenRequest[];
  beforeAll(async () => {
    requests = await crawledBy(workers);
  }, 120_000);

  it('sees no more at any origin than it is promised', () => {
    const origins = [...new Set(requests.map(({ origin }) => origin))];
    const measured = origins.map((origin) => {
      const seen = requests.filter((request) => request.origin === origin);
      return { origin, excess: excess(seen, ORIGIN), most: mostAtOnce(seen) };
    });
    expect(measured.length).toBeGreaterThanOrEqual(30);
    expect(measured.filter((m) => m.excess > (ORIGIN.perSecond * ON_THE_WAY_MS) / 1_000)).toEqual([]);
    expect(measured.filter(({ most }) => most > ORIGIN.concurrency)).toEqual([]);
  });

  it('sees no more at its address than it is promised', () => {
    expect(excess(requests, ADDRESS)).toBeLessThanOrEqual((ADDRESS.perSecond * ON_THE_WAY_MS) / 1_000);
    expect(mostAtOnce(requests)).toBeLessThanOrEqual(ADDRESS.concurrency);
  });
});
