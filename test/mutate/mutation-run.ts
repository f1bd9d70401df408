import { type ResourceReading } from '@bazaar/x402';

import { faultsOf } from './faults-of.js';
import { Random } from './random.js';
import { subjects, useReading, type Subject } from './subjects.js';

export interface RunOptions {
  readonly seed: number;
  /** The first round; the one that failed, to make it again. */
  readonly from: number;
  readonly count: number;
  readonly seconds: number;
  readonly ways?: readonly Subject[];
  /** Told ten times on the way how it stands. */
  readonly onPoint?: (report: RunReport) => void;
}

export interface Failure {
  readonly round: number;
  readonly subject: string;
  readonly fault: string;
  readonly input: unknown;
}

export interface RunReport {
  rounds: number;
  readable: number;
  seconds: number;
  /** Rounds whose input could not even be written as JSON. */
  unwritable: number;
  slowestMs: number;
  /** Bytes in use after collecting garbage, at ten points of the run. */
  readonly heap: number[];
  readonly failures: Failure[];
}

const INPUT_MS_MAX = 50;
const RETRIES = 3;
/** Until what made the machine slow may be over. */
const RETRY_AFTER_MS = 250;
const FAULTS_MAX = 5;
const FAILURES_MAX = 20;
const CHECKPOINTS = 10;
const HEAP_GROWTH_BYTES_MAX = 16 * 2 ** 20;

/** Feeds the reader with mutated challenges until all rounds are done, time is up, or it fails too often. */
export function runMutations(corpus: readonly unknown[], options: RunOptions): RunReport {
  const { seed, from, count, seconds, ways = subjects, onPoint } = options;
  const startedAt = performance.now();
  const report: RunReport = {
    rounds: 0,
    readable: 0,
    seconds: 0,
    unwritable: 0,
    slowestMs: 0,
    heap: [heapBytes()],
    failures: [],
  };
  while (report.rounds < count && report.seconds < seconds && report.failures.length < FAILURES_MAX) {
    playRound(from + report.rounds, new Random(seed, from + report.rounds), { corpus, ways, report });
    report.rounds++;
    report.seconds = (performance.now() - startedAt) / 1_000;
    const progress = Math.max(report.rounds / count, report.seconds / seconds);
    if (progress < report.heap.length / CHECKPOINTS) continue;
    report.heap.push(heapBytes());
    onPoint?.(report);
  }
  return report;
}

interface Played {
  readonly corpus: readonly unknown[];
  readonly ways: readonly Subject[];
  readonly report: RunReport;
}

function playRound(round: number, random: Random, { corpus, ways, report }: Played): void {
  const subject = random.pick(ways);
  const made = makeInput(subject, random, corpus);
  if (made === null) {
    report.unwritable++;
    return;
  }
  const { ms, readings, fault } = readTimed(subject, made.input);
  report.slowestMs = Math.max(report.slowestMs, ms);
  report.readable += readings > 0 ? 1 : 0;
  if (fault !== null) report.failures.push({ round, subject: subject.name, fault, input: made.input });
}

/** Whether memory was the same at the end as when everything had been used once. */
export function isMemoryFlat(heap: readonly number[]): boolean {
  const [, warm = 0] = heap;
  return (heap.at(-1) ?? 0) - warm <= HEAP_GROWTH_BYTES_MAX;
}

function makeInput(
  { make }: Subject,
  random: Random,
  corpus: readonly unknown[],
): { readonly input: unknown } | null {
  try {
    return { input: make(random, corpus) };
  } catch (error) {
    if (error instanceof RangeError) return null; // nested deeper than JSON.stringify or a clone can follow
    throw error;
  }
}

interface Timed {
  readonly ms: number;
  readonly readings: number;
  readonly fault: string | null;
}

function readTimed(subject: Subject, input: unknown): Timed {
  let readings: readonly ResourceReading[] = [];
  const read = (): void => {
    readings = subject.read(input as never);
    readings.forEach(useReading);
  };
  try {
    const ms = timed(read);
    const slow = ms > INPUT_MS_MAX ? [`took ${Math.round(ms)} ms`] : [];
    const faults = [...slow, ...readings.flatMap(faultsOf)].slice(0, FAULTS_MAX);
    return { ms, readings: readings.length, fault: faults.length === 0 ? null : faults.join('; ') };
  } catch (error) {
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { ms: 0, readings: 0, fault };
  }
}

/** What the work takes. A pause is not its fault: long is what is long each time, and keeps the processor busy. */
function timed(work: () => void): number {
  let startedAt = performance.now();
  work();
  let best = performance.now() - startedAt;
  for (let retry = 0; retry < RETRIES && best > INPUT_MS_MAX; retry++) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_AFTER_MS);
    const usage = process.cpuUsage();
    startedAt = performance.now();
    work();
    const { user, system } = process.cpuUsage(usage);
    best = Math.min(best, performance.now() - startedAt, (user + system) / 1_000);
  }
  return best;
}

function heapBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
