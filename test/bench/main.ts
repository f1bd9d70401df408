import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';

import { type Bench, type Measured } from './bench.js';
import { benches } from './benches.js';

const USAGE = `Usage: npm run bench -- NAME

Measures, prints one line a case, and writes bench-results/NAME.json. NAME is one of: ${Object.keys(benches).join(', ')}.
Figures are of this machine, and of what else it does: compare runs that were made side by side.`;

const [name = ''] = process.argv.slice(2);
const load = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (load !== undefined) await run(name, await load());
else if (name === '--help') console.log(USAGE);
else {
  console.error(name === '' ? USAGE : `There is no bench "${name}".\n\n${USAGE}`);
  process.exitCode = 1;
}

async function run(name: string, bench: Bench): Promise<void> {
  console.log(bench.about);
  const cases: Measured[] = [];
  await bench.run((measured) => {
    cases.push(measured);
    console.log(lineOf(name, measured));
  });
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length };
  const results = { bench: name, about: bench.about, at: new Date().toISOString(), machine, cases };
  await mkdir('bench-results', { recursive: true });
  await writeFile(`bench-results/${name}.json`, `${JSON.stringify(results, null, 2)}\n`);
}

function lineOf(name: string, { case: what, size, warmth, figures }: Measured): string {
  const shown = Object.entries(figures).map(([figure, value]) => `${figure} ${shortly(value)}`);
  return `${name}: ${what}; ${size}; ${warmth}: ${shown.join(', ')}`;
}

/** Three digits that count; more where they stand before the point. */
function shortly(value: number): string {
  return Math.abs(value) >= 100
    ? Math.round(value).toLocaleString('en')
    : value.toLocaleString('en', { maximumSignificantDigits: 3 });
}
