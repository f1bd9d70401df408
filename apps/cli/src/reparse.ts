import { parseArgs } from 'node:util';

import { readPlace } from '@bazaar/catalog';
import { type ReparseSummary, createReparser } from '@bazaar/crawler';
import { type Config, createLogger } from '@bazaar/platform';
import { SingleBar } from 'cli-progress';

import { openCatalog } from './open-catalog.js';

export const usage = `Usage: npm run reparse -- [--origin URL] [--limit N]

Reads the kept answers of every listing anew, after an upgrade: the catalogue then says what probing again would give,
without asking anybody. Only what reads differently is written. It may run beside a running Bazaar, and be stopped and
started again at any time: what is read already does not change a second time.
--origin  the listings of one origin alone, such as https://api.example.com
--limit   at most so many URLs and tools`;

/** Gives the exit code: 1 where something could not be stored. */
export async function run(args: readonly string[], config: Config): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { origin: { type: 'string' }, limit: { type: 'string', default: 'Infinity' } },
  });
  const targetsMax = Number(values.limit);
  if (!(targetsMax >= 1)) throw new Error('--limit takes a number from 1 on.');
  const origin = values.origin === undefined ? null : readPlace('origin', values.origin).value;
  const catalog = await openCatalog(config);
  const reparser = createReparser({ config, logger: createLogger(config), ...catalog });
  const progress = process.stdout.isTTY ? bar() : lines;
  const startedAt = performance.now();
  try {
    const summary = await reparser.run({ origin, targetsMax, onPage: (soFar) => progress.page(soFar) });
    progress.stop();
    console.log(report(summary, performance.now() - startedAt));
    return summary.refused === 0 ? 0 : 1;
  } finally {
    progress.stop();
    await reparser.close();
    await catalog.close();
  }
}

interface Progress {
  page(soFar: ReparseSummary): void;
  stop(): void;
}

function bar(): Progress {
  const shown = new SingleBar({ format: '{value} read, {changed} changed', hideCursor: true });
  shown.start(0, 0, { changed: 0 });
  return { page: ({ read, changed }) => shown.update(read, { changed }), stop: () => shown.stop() };
}

/** Without a terminal: a line for every page that is stored. */
const lines: Progress = {
  page: ({ read, changed }) => console.log(`${read} read, ${changed} changed`),
  stop: () => undefined,
};

const report = (
  { read, changed, unchanged, unreadable, superseded, refused }: ReparseSummary,
  ms: number,
): string =>
  [
    `${read} read in ${(ms / 1000).toFixed(1)} s (${Math.round((read / Math.max(ms, 1)) * 1000)}/s)`,
    `  changed: ${changed}`,
    `  unchanged: ${unchanged}`,
    `  unreadable: ${unreadable} (no challenge is kept that can be read)`,
    ...(superseded === 0 ? [] : [`  superseded: ${superseded} (probed or merged meanwhile)`]),
    ...(refused === 0 ? [] : [`  refused: ${refused} (see the log)`]),
  ].join('\n');
