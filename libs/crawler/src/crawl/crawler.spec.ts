import { getEventListeners } from 'node:events';

import { SystemClock } from '@bazaar/kernel';

import { realPause } from '../pause.js';
import { type Visit } from '../probing/probed.js';
import { type DueTarget, type Lease } from '../schedule/lease.js';
import { Crawler, type CrawlerParts } from './crawler.js';

const config = {
  ...{ PROBE_CONCURRENCY: 8, DOMAIN_CONCURRENCY: 1_000, LEASE_MS: 60_000 },
  ...{ ORIGIN_REQUESTS_PER_SECOND: 1, ORIGIN_BURST: 4, ORIGIN_CONCURRENCY: 2 },
};
const quiet = { error: () => undefined, warn: () => undefined };

/** Where there is no end of either, and no probe ends: how many of each are begun. */
async function begun(
  requested: boolean,
): Promise<{ readonly requested: number; readonly due: number; readonly listening: number }> {
  const names: string[] = [];
  const seen: AbortSignal[] = [];
  const some = (kind: string) => (limit: number) => {
    const leases = Array.from({ length: Math.max(0, limit) }, (_, index) => {
      const origin = `https://${kind}${names.length + index}.example`;
      return { origin, domain: origin, token: '1', takenAt: new Date(), bucket: null, robots: null };
    });
    names.push(...leases.map(({ origin }) => origin));
    return Promise.resolve(leases);
  };
  const stopping = new AbortController();
  const parts = {
    leases: { takeRequested: some('asked'), takeDue: some('due'), renew: () => Promise.resolve([]) },
    desk: {
      dueTargets: ({ origin }: Lease) => Promise.resolve([{ id: origin, url: origin } as DueTarget]),
      release: () => Promise.resolve(false),
    },
    metrics: { holding: () => undefined, networkSuspect: () => undefined },
    probe: (_target: DueTarget, { signal }: Visit) => {
      seen.push(signal);
      return new Promise((resolve) => stopping.signal.addEventListener('abort', () => resolve('stopped')));
    },
    ...{
      logger: quiet,
      clock: new SystemClock(),
      pause: realPause,
      wanted: (ms: number) => realPause(Math.min(ms, 10)),
    },
  };
  const leases = requested ? parts.leases : { ...parts.leases, takeRequested: () => Promise.resolve([]) };
  const running = new Crawler(config, { ...parts, leases } as unknown as CrawlerParts).run(stopping.signal);
  await realPause(200);
  const listening = Math.max(...seen.map((signal) => getEventListeners(signal, 'abort').length));
  stopping.abort();
  await running;
  const count = (kind: string): number => names.filter((name) => name.includes(kind)).length;
  return { requested: count('asked'), due: count('due'), listening };
}

describe('the crawler', () => {
  it('gives what is due all places where nobody asks for more', async () => {
    expect(await begun(false)).toMatchObject({ requested: 0, due: 8 });
  });

  it('leaves nothing behind of all its waits', async () => {
    expect((await begun(false)).listening).toBeLessThanOrEqual(8 + 2);
  });

  it('looks at what is due however much is asked for', async () => {
    const { requested, due } = await begun(true);

    expect(requested).toBeGreaterThanOrEqual(8);
    expect(due).toBe(2);
  });
});
