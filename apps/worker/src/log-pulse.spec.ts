import { type CrawlPulse } from '@bazaar/crawler';
import { type Logger } from '@bazaar/platform';

import { logPulse } from './log-pulse.js';

it('says what was done and how far behind it is, and nothing while there is nothing', async () => {
  const stopping = new AbortController();
  const pulses: CrawlPulse[] = [
    { probes: { ok: 2 }, origins: 0, oldestMs: 0 },
    { probes: {}, origins: 0, oldestMs: 0 },
    { probes: {}, origins: 3, oldestMs: 5_000 },
  ];
  const told: unknown[] = [];
  const logger = { info: (line: unknown) => void told.push(line) } as unknown as Logger;
  const next = () => {
    const pulse = pulses.shift()!;
    if (pulses.length === 0) stopping.abort();
    return Promise.resolve(pulse);
  };

  await logPulse(next, logger, stopping.signal, 1);

  expect(told).toEqual([
    { event: 'crawl', probes: { ok: 2 }, originsDue: 0, oldestDueMs: 0 },
    { event: 'crawl', probes: {}, originsDue: 3, oldestDueMs: 5_000 },
  ]);
});
