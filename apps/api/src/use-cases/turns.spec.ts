import { setImmediate } from 'node:timers/promises';

import { Turns } from './turns.js';

/** Work that ends when it is told to. */
function someWork() {
  let running = 0;
  let most = 0;
  const ends: ((error?: Error) => void)[] = [];
  const work = async (): Promise<void> => {
    most = Math.max(most, ++running);
    try {
      await new Promise<void>((resolve, reject) =>
        ends.push((error) => (error === undefined ? resolve() : reject(error))),
      );
    } finally {
      running--;
    }
  };
  return { work, ends, most: () => most };
}

it('lets so many work at once, and every one in the end', async () => {
  const turns = new Turns(3);
  const { work, ends, most } = someWork();
  const all = Array.from({ length: 20 }, () => turns.take(work));

  for (let ended = 0; ended < 20; ended++) {
    await setImmediate();
    ends[ended]?.();
  }
  await Promise.all(all);

  expect(most()).toBe(3);
});

it('hands the turn on where the work failed', async () => {
  const turns = new Turns(1);
  const { work, ends } = someWork();
  const first = turns.take(work);
  const second = turns.take(() => Promise.resolve('done'));

  await setImmediate();
  ends[0]?.(new Error('broken'));

  await expect(first).rejects.toThrow('broken');
  expect(await second).toBe('done');
});

it('tells who comes when the line is long to come back', async () => {
  const turns = new Turns(1);
  const { work, ends } = someWork();
  const first = turns.take(work);
  const waiting = Array.from({ length: 200 }, () => turns.take(() => Promise.resolve()));

  await expect(turns.take(work)).rejects.toMatchObject({ code: 'UNAVAILABLE', retryAfterS: 1 });

  ends[0]?.();
  await Promise.all([first, ...waiting]);
});
