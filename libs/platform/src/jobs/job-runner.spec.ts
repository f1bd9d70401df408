import { FakeClock } from '../../../../test/builders/a-clock.js';
import { type Logger } from '../logging/logger.js';
import { JobRunner, type Job } from './job-runner.js';

const clock = new FakeClock();
const now = clock.now();
const logged: unknown[] = [];
const logger = { error: (entry: unknown) => logged.push(entry) } as unknown as Logger;

function turnsThatAre(mine: boolean) {
  const finished: unknown[] = [];
  const turns = {
    take: () => Promise.resolve(mine),
    finish: (...word: unknown[]) => Promise.resolve(void finished.push(word)),
  };
  return { turns, finished };
}

const { signal: running } = new AbortController();
const job = (run: Job['run']): Job => ({ name: 'sweep', cron: '7 * * * *', apartMs: 1_000, run });

beforeEach(() => void logged.splice(0));

describe('a round', () => {
  it('is run where it is our turn', async () => {
    const { turns, finished } = turnsThatAre(true);
    let runs = 0;
    const counted = job(() => {
      runs++;
      return Promise.resolve();
    });

    await new JobRunner([], turns, clock, logger).round(counted, running);

    expect(runs).toBe(1);
    expect(finished).toEqual([['sweep', now, null]]);
  });

  it('is left to whoever has it', async () => {
    const { turns, finished } = turnsThatAre(false);
    let runs = 0;
    const counted = job(() => {
      runs++;
      return Promise.resolve();
    });

    await new JobRunner([], turns, clock, logger).round(counted, running);

    expect([runs, finished]).toEqual([0, []]);
  });

  it('that breaks is logged and kept, and breaks nothing else', async () => {
    const { turns, finished } = turnsThatAre(true);

    await new JobRunner([], turns, clock, logger).round(
      job(() => Promise.reject(new Error('no room'))),
      running,
    );

    expect(finished).toEqual([['sweep', now, 'no room']]);
    expect(logged).toMatchObject([{ event: 'job-failed', job: 'sweep' }]);
  });
});

it('begins with every job once, and ends with the signal', async () => {
  const { turns } = turnsThatAre(true);
  const stopping = new AbortController();
  const runs: string[] = [];
  const jobs = ['one', 'two'].map((name) => ({ ...job(() => Promise.resolve(void runs.push(name))), name }));
  const running = new JobRunner(jobs, turns, clock, logger).run(stopping.signal);
  while (runs.length < 2) await new Promise((resolve) => setImmediate(resolve));

  stopping.abort();
  await running;

  expect(runs).toEqual(['one', 'two']);
});

it('does not end while a round is under way', async () => {
  const { turns } = turnsThatAre(true);
  const stopping = new AbortController();
  let runs = 0;
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const everySecond = { ...job(() => (++runs === 1 ? Promise.resolve() : held)), cron: '* * * * * *' };
  let isOver = false;
  const running = new JobRunner([everySecond], turns, clock, logger).run(stopping.signal).then(() => {
    isOver = true;
  });
  while (runs < 2) await new Promise((resolve) => setTimeout(resolve, 20));

  stopping.abort();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(isOver).toBe(false);
  release();
  await running;

  expect(isOver).toBe(true);
});
