import { type IngestService, type Observed } from '@bazaar/catalog';
import { createInfoChecker } from '@bazaar/crawler';
import { type Config, FetchPolicy, GuardedHttp, type Logger } from '@bazaar/platform';
import { readResource } from '@bazaar/x402';

import { unbuilt } from '../../setup/script.js';
import { type ProbePart } from './tasks.js';

export interface ProbeParts extends Readonly<
  Record<ProbePart, (probes: readonly Observed[]) => Promise<void>>
> {
  readonly close: () => Promise<void>;
}

interface PartsOf {
  readonly config: Config;
  readonly ingest: Pick<IngestService, 'observe'>;
  readonly logger: Logger;
}

const BATCH = 128;
/** As a crawler has them. */
const WRITERS = 2;

/** What makes up a probe: each function does its part of probes that were made before, and nothing else. */
export function probeParts({ config, ingest, logger }: PartsOf): ProbeParts {
  const http = new GuardedHttp({ policy: FetchPolicy.fromConfig(config) });
  const { checker, close } = createInfoChecker({ config, logger, threadArgs: unbuilt });
  const limits = {
    ...{ timeoutMs: config.PROBE_TIMEOUT_MS, bodyBytesMax: config.PROBE_BODY_BYTES_MAX },
    redirectsMax: 0,
  };
  const fetch = async ({ url }: Observed): Promise<void> => {
    const got = await http.request({ url: new URL(url), method: 'GET', limits, redirects: 'same-origin' });
    if (!got.ok) throw new Error(`${url}: ${got.detail}`);
  };
  const check = async ({ reading }: Observed): Promise<void> => {
    if (reading !== null) await checker.check(reading);
  };
  const store = async (batch: readonly Observed[]): Promise<void> => {
    const outcomes = await ingest.observe(batch);
    if (outcomes.some((outcome) => outcome !== 'stored')) throw new Error('A probe was not stored.');
  };
  return {
    fetch: (probes) => sideBySide(config.PROBE_CONCURRENCY, probes, fetch),
    read: (probes) => sideBySide(1, probes, read),
    check: (probes) => sideBySide(config.PROBE_CONCURRENCY, probes, check),
    ingest: (probes) => sideBySide(WRITERS, batchesOf(probes), store),
    close: async () => {
      await Promise.all([http.close(), close()]);
    },
  };
}

function read({ url, method, answer }: Observed): void {
  if (answer === null) return;
  const body = Buffer.from(answer.body).toString('utf8');
  readResource({ url, method, answer: { ...answer, body } });
}

const batchesOf = (probes: readonly Observed[]): readonly Observed[][] =>
  Array.from({ length: Math.ceil(probes.length / BATCH) }, (_, at) =>
    probes.slice(at * BATCH, (at + 1) * BATCH),
  );

/** So many at once, each of which takes the next item when it is done with one. */
async function sideBySide<T>(
  concurrency: number,
  items: readonly T[],
  work: (item: T) => Promise<void> | void,
): Promise<void> {
  const left = items.values();
  const takeAll = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: concurrency }, takeAll));
}
