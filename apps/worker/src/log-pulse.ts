import { setTimeout as sleep } from 'node:timers/promises';

import { type CrawlPulse } from '@bazaar/crawler';
import { type Logger } from '@bazaar/platform';

const EVERY_MS = 60_000;

/** One line a minute of what the crawl did and how far behind it is; silent while nothing is due and nothing happens. */
export async function logPulse(
  pulse: () => Promise<CrawlPulse>,
  logger: Logger,
  signal: AbortSignal,
  everyMs = EVERY_MS,
): Promise<void> {
  for (;;) {
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    const { probes, origins, oldestMs } = await pulse();
    if (Object.keys(probes).length > 0 || origins > 0)
      logger.info({ event: 'crawl', probes, originsDue: origins, oldestDueMs: oldestMs });
  }
}
