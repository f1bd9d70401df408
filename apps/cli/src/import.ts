import { type ImportSummary, importFile } from '@bazaar/crawler';
import { type Config } from '@bazaar/platform';
import { MultiBar, Presets } from 'cli-progress';

import { openCatalog } from './open-catalog.js';

export const usage = `Usage: npm run import -- FILE...

Imports catalogue dumps: a facilitator's /discovery/resources answer, its items array, or one item a line (JSONL).
Every URL becomes a target that is probed when it is due; what the file says of it is kept as a claim.`;

/** Gives the exit code: 1 where a file could not be read, or nothing of it could be kept. */
export async function run(files: readonly string[], config: Config): Promise<number> {
  if (files.length === 0) {
    console.error(usage);
    return 1;
  }
  const catalog = await openCatalog(config);
  const progress = process.stdout.isTTY ? bars() : lines();
  let failed = 0;
  try {
    for (const file of files) {
      const startedAt = performance.now();
      try {
        const summary = await importFile(file, { ...catalog, onPage: (soFar) => progress.page(file, soFar) });
        progress.end(file, summary, performance.now() - startedAt);
        if (summary.kept === 0) failed++;
      } catch (error) {
        failed++;
        console.error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  } finally {
    progress.stop();
    await catalog.close();
  }
  return failed === 0 ? 0 : 1;
}

interface Progress {
  page(file: string, summary: ImportSummary): void;
  end(file: string, summary: ImportSummary, ms: number): void;
  stop(): void;
}

function bars(): Progress {
  const bars = new MultiBar(
    { format: '{file}: {value} rows, {kept} kept', hideCursor: true },
    Presets.shades_classic,
  );
  const byFile = new Map<string, ReturnType<typeof bars.create>>();
  const page = (file: string, { read, kept }: ImportSummary): void => {
    const bar = byFile.get(file) ?? bars.create(read, 0, { file, kept });
    byFile.set(file, bar);
    bar.setTotal(read);
    bar.update(read, { file, kept });
  };
  return {
    page,
    end: (file, summary, ms) => bars.log(`${report(file, summary, ms)}\n`),
    stop: () => bars.stop(),
  };
}

/** Without a terminal: a line for every page that is stored, then the summary. */
const lines = (): Progress => ({
  page: (file, { read, kept }) => console.log(`${file}: ${read} rows read, ${kept} kept`),
  end: (file, summary, ms) => console.log(report(file, summary, ms)),
  stop: () => undefined,
});

function report(file: string, { read, kept, fresh, refused }: ImportSummary, ms: number): string {
  const reasons = Object.entries(refused).map(([reason, count]) => `    ${reason}: ${count}`);
  const speed = Math.round((read / Math.max(ms, 1)) * 1000);
  return [
    `${file}: ${read} rows in ${(ms / 1000).toFixed(1)} s (${speed}/s)`,
    `  kept: ${kept} (${fresh} new)`,
    `  refused:${reasons.length === 0 ? ' none' : ''}`,
    ...reasons,
  ].join('\n');
}
