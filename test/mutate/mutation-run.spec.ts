import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { readResource } from '@bazaar/x402';

import { aChallenge, aPaymentRequired } from '../builders/a-challenge.js';
import { inRepository, unbuilt } from '../setup/script.js';
import { faultsOf } from './faults-of.js';
import { isMemoryFlat, runMutations } from './mutation-run.js';
import { Random } from './random.js';
import { subjects, type Subject } from './subjects.js';

const CORPUS = [aChallenge(), aChallenge({ accepts: [] })];
const OPTIONS = { seed: 7, from: 0, count: 300, seconds: 20 };

const inputs = (seed: number) =>
  subjects.map(({ make }, round) => JSON.stringify(make(new Random(seed, round), CORPUS)));
const aReading = () => {
  const read = readResource({ url: 'https://a.example/a', method: 'GET', answer: aPaymentRequired() });
  if (!read.ok) throw new Error(read.error);
  return read.value;
};

it('finds nothing wrong with the reader', () => {
  const told: number[] = [];
  const onPoint = ({ rounds }: { rounds: number }) => told.push(rounds);
  const { rounds, readable, failures, heap } = runMutations(CORPUS, { ...OPTIONS, onPoint });

  expect(failures).toEqual([]);
  expect(heap).toHaveLength(11);
  expect(told).toHaveLength(10);
  expect(rounds).toBe(300);
  expect(readable).toBeGreaterThan(60);
});

it('makes the same inputs of one seed, and others of another', () => {
  expect(inputs(7)).toEqual(inputs(7));
  expect(inputs(7)).not.toEqual(inputs(8));
});

it('leaves the challenges it begins with as they are', () => {
  const before = JSON.stringify(CORPUS);
  runMutations(CORPUS, OPTIONS);

  expect(JSON.stringify(CORPUS)).toBe(before);
});

const aSubject = (read: (input: unknown) => readonly never[]): Subject => ({
  name: 'planted',
  make: (random) => random.below(10),
  read,
});

it('names what throws, with the input and the round that makes it again', () => {
  const breaks = aSubject((input) => {
    if (input === 3) throw new TypeError('planted');
    return [];
  });
  const { failures } = runMutations(CORPUS, { ...OPTIONS, count: 100, ways: [breaks] });
  const [first] = failures;

  expect(first).toMatchObject({
    subject: 'planted',
    input: 3,
    fault: expect.stringMatching(/^TypeError: planted/) as unknown,
  });
  expect(
    runMutations(CORPUS, { ...OPTIONS, from: first!.round, count: 1, ways: [breaks] }).failures,
  ).toHaveLength(1);
});

it('names what is slow each time, and not what was slow once', () => {
  const work = (ms: number) => {
    for (const before = process.cpuUsage(); process.cpuUsage(before).user < 1_000 * ms;);
    return [];
  };
  let isFirst = true;
  const pauses = aSubject(() => work(isFirst ? ((isFirst = false), 80) : 0));

  expect(runMutations(CORPUS, { ...OPTIONS, count: 3, ways: [pauses] }).failures).toEqual([]);
  expect(
    runMutations(CORPUS, { ...OPTIONS, count: 1, ways: [aSubject(() => work(120))] }).failures,
  ).toMatchObject([{ fault: expect.stringMatching(/^took \d+ ms$/) as unknown }]);
});

it.each([
  ['no offers', { offers: [] }, '0 offers'],
  ['a text that Postgres refuses', { title: 'a\u0000b' }, 'reading.title that cannot be stored'],
  ['half a character', { tags: ['\ud800'] }, 'reading.tags.0 that cannot be stored'],
  ['a text without an end', { description: 'x'.repeat(5_000) }, 'reading.description of 5000 characters'],
])('takes %s for a fault', (_what, change, fault) => {
  expect(faultsOf(aReading())).toEqual([]);
  expect(faultsOf({ ...aReading(), ...change })).toEqual([fault]);
});

it('tells memory that grows from memory that warms up', () => {
  const mib = 2 ** 20;

  expect(isMemoryFlat([10, 20, 21, 20, 22].map((size) => size * mib))).toBe(true);
  expect(isMemoryFlat([10, 20, 30, 40, 50].map((size) => size * mib))).toBe(false);
});

it.each([
  [
    'a short run',
    ['--count', '50', '--seed', '1'],
    0,
    /^mutate: seed 1, \d+ challenges[^]*50 inputs[^]*0 failures/,
  ],
  ['help', ['--help'], 0, /^Usage: npm run mutate/],
  ['a number that is none', ['--count', 'many'], 1, /Not a whole number: --count/],
])('is a command: %s', async (_what, args, code, said) => {
  const main = fileURLToPath(inRepository('test/mutate/main.ts'));
  const ended = await new Promise<{ code: unknown; said: string }>((resolve) => {
    execFile(process.execPath, ['--expose-gc', ...unbuilt, main, ...args], (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, said: stdout + stderr }),
    );
  });

  expect(ended.code).toBe(code);
  expect(ended.said).toMatch(said);
});
