import { setTimeout as sleep } from 'node:timers/promises';

import { unbuilt } from '../../../../test/setup/script.js';
import { ThreadPool, type ThreadPoolOptions } from './thread-pool.js';

/** What a job is asked to do; `done` where it can be done. */
type Task =
  'work' | 'rest' | 'sleep' | 'hang' | 'match' | 'bomb' | 'throw' | 'exit' | 'thread' | 'unclonable';

const JOBS = `
  import { threadId } from 'node:worker_threads';
  const idle = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
  const jobs = {
    work: () => 'done',
    rest: () => (idle(400), 'done'),
    sleep: () => idle(Infinity),
    thread: () => String(threadId),
    hang: () => { for (;;); },
    match: () => String(/^(a+)+$/.test('a'.repeat(40) + '!')),
    bomb: () => { for (const kept = [];;) kept.push({}); },
    throw: () => { throw new Error('on purpose'); },
    exit: () => process.exit(1),
    unclonable: () => () => 1,
  };
  export default (task) => jobs[task]();
`;
const script = new URL(`data:text/javascript,${encodeURIComponent(JOBS)}`);

const pools: ThreadPool<Task, string>[] = [];
function aPool(options: Partial<ThreadPoolOptions> = {}): ThreadPool<Task, string> {
  const pool = new ThreadPool<Task, string>({ script, size: 2, execArgv: unbuilt, ...options });
  pools.push(pool);
  return pool;
}

/** All threads started: what follows is not slowed by a start. */
async function aWarmPool(options: Partial<ThreadPoolOptions> = {}): Promise<ThreadPool<Task, string>> {
  const pool = aPool(options);
  await Promise.all([pool.run('work'), pool.run('work')]);
  return pool;
}

async function took<T>(work: Promise<T>): Promise<{ outcome: T; ms: number }> {
  const startedAt = performance.now();
  return { outcome: await work, ms: performance.now() - startedAt };
}

const done = { ok: true, value: 'done' };
const failure = (error: string) => ({ ok: false, error });

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

describe('a thread pool', () => {
  it('does jobs in as many threads as it may have, and keeps them', async () => {
    const pool = aPool();
    const first = await Promise.all(Array.from({ length: 20 }, () => pool.run('thread')));
    const second = await Promise.all(Array.from({ length: 20 }, () => pool.run('thread')));

    const threads = new Set([...first, ...second].map((outcome) => (outcome.ok ? outcome.value : outcome)));
    expect(threads.size).toBe(2);
  });

  it.each<Task>(['match', 'hang'])(
    'ends a job that will not end (%s) while the others are done',
    async (task) => {
      const pool = await aWarmPool();
      const hostile = took(pool.run(task));
      const others = took(Promise.all(Array.from({ length: 20 }, () => pool.run('work'))));

      expect((await others).outcome).toEqual(Array(20).fill(done));
      expect((await others).ms).toBeLessThan((await hostile).ms);
      expect((await hostile).outcome).toEqual(failure('timeout'));
    },
  );

  it('ends a job that takes too much memory, before its time is over', async () => {
    const pool = await aWarmPool({ deadlineMs: 20_000, heapMbMax: 32 });
    const { outcome, ms } = await took(pool.run('bomb'));

    expect(outcome).toEqual(failure('timeout'));
    expect(ms).toBeLessThan(10_000);
    await expect(pool.run('work')).resolves.toEqual(done);
  });

  it.each<Task>(['throw', 'exit', 'unclonable'])(
    'outlives a job that breaks its thread (%s)',
    async (task) => {
      const pool = aPool({ size: 1 });
      const outcomes = await Promise.all([pool.run('work'), pool.run(task), pool.run('work')]);

      expect(outcomes).toEqual([done, failure('crashed'), done]);
    },
  );

  it('replaces a thread that died while it had nothing to do', async () => {
    const dying = `let done = 0; export default () => (setTimeout(() => process.exit(1), 5), 'done');`;
    const pool = aPool({ size: 1, script: new URL(`data:text/javascript,${encodeURIComponent(dying)}`) });

    await expect(pool.run('work')).resolves.toEqual(done);
    await sleep(200);
    await expect(pool.run('work')).resolves.toEqual(done);
  });

  it('says of every job that its script cannot be loaded', async () => {
    const pool = aPool({ script: new URL('file:///nowhere.js') });

    expect(await Promise.all([pool.run('work'), pool.run('work'), pool.run('work')])).toEqual(
      Array(3).fill(failure('crashed')),
    );
  });

  it('refuses what it cannot queue, and keeps what it could', async () => {
    const pool = await aWarmPool({ size: 1, queueMax: 2 });
    const outcomes = await Promise.all([1, 2, 3, 4, 5].map(() => pool.run('work')));

    expect(outcomes).toEqual([done, done, done, failure('full'), failure('full')]);
  });

  it('refuses what has waited too long', async () => {
    const pool = await aWarmPool({ size: 1, waitMsMax: 50 });
    const outcomes = await Promise.all([pool.run('rest'), pool.run('work'), pool.run('work')]);

    expect(outcomes).toEqual([done, failure('full'), failure('full')]);
    await expect(pool.run('work')).resolves.toEqual(done);
  });

  it('leaves its own thread free while jobs are hostile', async () => {
    const pool = await aWarmPool();
    let delayMsMax = 0;
    let before = performance.now();
    const ticking = setInterval(() => {
      delayMsMax = Math.max(delayMsMax, performance.now() - before - 5);
      before = performance.now();
    }, 5);
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => pool.run('match')));
    clearInterval(ticking);

    expect(outcomes).toEqual(Array(6).fill(failure('timeout')));
    expect(delayMsMax).toBeLessThan(2_000); // a job done in our own thread would never end
  });

  // A thread that waits for a processor and one that sleeps look alike.
  const onLinux = process.platform === 'linux' ? it : it.skip;

  onLinux('does not blame a job for a machine that is too busy to let it work', async () => {
    const pool = await aWarmPool({ size: 1, deadlineMs: 100 });

    await expect(pool.run('rest')).resolves.toEqual(done);
  });

  onLinux('does not wait for ever for a job that gets no processor', async () => {
    const pool = await aWarmPool({ size: 1, deadlineMs: 20 });

    await expect(pool.run('sleep')).resolves.toEqual(failure('starved'));
    await expect(pool.run('work')).resolves.toEqual(done);
  });

  it('does not blame a job for what held up its own thread', async () => {
    const pool = await aWarmPool();
    const job = pool.run('work');
    await sleep(0); // the job is sent
    const until = performance.now() + 200;
    while (performance.now() < until);

    await expect(job).resolves.toEqual(done);
  });

  it('ends with everything told that it is closed', async () => {
    const pool = await aWarmPool({ size: 1, deadlineMs: 20_000 });
    const jobs = Promise.all([pool.run('hang'), pool.run('work')]);
    await pool.close();

    expect(await jobs).toEqual([failure('closed'), failure('closed')]);
    await expect(pool.run('work')).resolves.toEqual(failure('closed'));
    await pool.close();
  });
});
