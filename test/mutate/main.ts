import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { readCorpus } from './corpus.js';
import { isMemoryFlat, runMutations, type Failure, type RunReport } from './mutation-run.js';

const USAGE = `Usage: npm run mutate -- [--count 1000000] [--seconds 600] [--seed N] [--from ROUND]

Feeds the reader with real challenges that were damaged: in their bytes, their JSON, their base64, and in how they are
carried. It must never throw, never take more than 50 ms for one, and hold no memory. What fails is written to
mutation-failures/; the same seed makes the same inputs, and --from with --count 1 one of them again.
Exit code: 0 where all is well, 1 where something failed.`;
const FOLDER = 'mutation-failures';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '600' },
    seed: { type: 'string' },
    from: { type: 'string', default: '0' },
    help: { type: 'boolean', default: false },
  },
});
const options = {
  count: Number(values.count),
  seconds: Number(values.seconds),
  seed: Number(values.seed ?? Date.now() % 2 ** 31),
  from: Number(values.from),
};
const wrong = Object.entries(options).flatMap(([name, value]) =>
  Number.isSafeInteger(value) && value >= 0 ? [] : [`--${name}`],
);

if (values.help) console.log(USAGE);
else if (wrong.length === 0) await run();
else {
  console.error(`Not a whole number: ${wrong.join(', ')}.\n\n${USAGE}`);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const corpus = readCorpus();
  console.log(`mutate: seed ${options.seed}, ${corpus.length} challenges to begin with`);
  const onPoint = (report: RunReport) => console.log(lineOf(report));
  const { readable, unwritable, heap, failures } = runMutations(corpus, { ...options, onPoint });
  const isFlat = isMemoryFlat(heap);
  console.log(
    `${readable.toLocaleString('en')} still readable, ${unwritable} that JSON cannot write, ${failures.length} failures, memory ${isFlat ? 'flat' : 'GROWS'}`,
  );
  for (const failure of failures) console.error(await keep(failure, options.seed));
  if (failures.length > 0 || !isFlat) process.exitCode = 1;
}

function lineOf({ rounds, seconds, slowestMs, heap }: RunReport): string {
  const mib = (heap.at(-1) ?? 0) / 2 ** 20;
  const rate = Math.round(rounds / seconds).toLocaleString('en');
  return `${rounds.toLocaleString('en')} inputs in ${Math.round(seconds)} s (${rate}/s), slowest ${slowestMs.toFixed(1)} ms, memory ${mib.toFixed(1)} MiB`;
}

async function keep(failure: Failure, seed: number): Promise<string> {
  await mkdir(FOLDER, { recursive: true });
  const file = `${FOLDER}/${seed}-${failure.round}.json`;
  await writeFile(file, `${written({ seed, ...failure })}\n`);
  const [fault] = failure.fault.split('\n');
  return `seed ${seed}, round ${failure.round}, ${failure.subject}: ${fault ?? ''}\n  input in ${file}; again: npm run mutate -- --seed ${seed} --from ${failure.round} --count 1`;
}

/** An input may be nested deeper than can be written; its seed and round make it again. */
function written(failure: Failure & { readonly seed: number }): string {
  try {
    return JSON.stringify(failure);
  } catch {
    return JSON.stringify({ ...failure, input: null });
  }
}
