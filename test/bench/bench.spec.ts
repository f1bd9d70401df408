import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { inRepository, unbuilt } from '../setup/script.js';
import { measureRate } from './measure-rate.js';

/** What `npm run bench -- …` says, and how it ends. */
const run = (...args: string[]) =>
  new Promise<{ code: unknown; said: string }>((resolve) => {
    const main = fileURLToPath(inRepository('test/bench/main.ts'));
    execFile(process.execPath, [...unbuilt, main, ...args], (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, said: stdout + stderr }),
    );
  });

it.each([
  ['asked for help', ['--help'], 0],
  ['given no name', [], 1],
  ['given a name that is none', ['constructor'], 1],
])('lists the benches when %s', async (_what, args, code) => {
  const ended = await run(...args);

  expect(ended.code).toBe(code);
  expect(ended.said).toMatch(/NAME is one of: .*\bread\b/);
});

it('measures a piece of work that takes its time', async () => {
  const work = () => new Promise((resolve) => setTimeout(resolve, 5));
  const rate = await measureRate(work, { warmMs: 1, measuredMs: 50 });

  expect(rate.p50Ms).toBeGreaterThan(4);
  expect(rate.p99Ms).toBeGreaterThanOrEqual(rate.p50Ms);
  expect(rate.perSecond).toBeLessThan(250);
  expect(rate.perCoreSecond).toBeGreaterThan(rate.perSecond); // waiting is no work
});
