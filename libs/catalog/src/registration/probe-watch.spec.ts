import { setTimeout as sleep } from 'node:timers/promises';

import { FakeClock } from '../../../../test/builders/a-clock.js';
import { type ProbeRequest } from './probe-request.repository.js';
import { ProbeWatch } from './probe-watch.js';

/** A catalogue in which every probe is awaited until a test says that it has ended. */
function aWatch() {
  const ended = new Map<string, string>();
  const asked: number[] = [];
  const states = (waiting: readonly { readonly targetId: string }[]): Promise<(ProbeRequest | null)[]> => {
    asked.push(waiting.length);
    return Promise.resolve(
      waiting.map(({ targetId }) => ({
        listingId: ended.get(targetId) ?? `listing-of-${targetId}`,
        pending: !ended.has(targetId),
      })),
    );
  };
  let wake = (): void => undefined;
  const probed = (ms: number) =>
    Promise.race([sleep(ms), new Promise<void>((resolve) => (wake = resolve))]).then(() => undefined);
  const watch = new ProbeWatch({ states }, new FakeClock(), probed);
  const end = (targetId: string, listingId: string): void => {
    ended.set(targetId, listingId);
    wake();
  };
  return { watch, asked, end };
}

it('tells each who waits when the probe has ended, and where the listing is now', async () => {
  const { watch, end } = aWatch();
  const first = watch.settled('1', 'a', 5_000);
  const second = watch.settled('2', 'b', 5_000);
  await sleep(10);

  end('1', 'survivor');
  expect(await first).toBe('survivor');
  const at = performance.now();
  end('2', 'b'); // while it is busy with the first
  expect(await second).toBe('b');
  expect(performance.now() - at).toBeLessThan(400);
});

it('asks once for all who wait, however many they are and however often it is woken', async () => {
  const { watch, asked, end } = aWatch();
  const startedAt = performance.now();
  const waiting = Array.from({ length: 500 }, (_, n) => watch.settled(`t${n}`, 'a', 5_000));
  const noise = setInterval(() => end('somebody', 'else'), 1);
  await sleep(300);
  for (let n = 0; n < 500; n++) end(`t${n}`, 'b');
  clearInterval(noise);

  expect(new Set(await Promise.all(waiting))).toEqual(new Set(['b']));
  // The first who came was asked for at once; then every 50 ms at most.
  expect(asked.length).toBeLessThanOrEqual(2 + (performance.now() - startedAt) / 50);
  expect(Math.max(...asked)).toBe(500);
});

it('gives what is known when the time is up', async () => {
  const { watch, asked } = aWatch();

  expect(await watch.settled('1', 'a', 120)).toBe('listing-of-1');
  expect(await watch.settled('1', 'a', 0)).toBe('a');
  const before = asked.length;
  await sleep(100);
  expect(asked).toHaveLength(before); // nobody waits, nobody asks
});

it('looks at once for somebody who comes while others wait', async () => {
  const { watch, end } = aWatch();
  const long = watch.settled('1', 'a', 2_000);
  await sleep(120);
  end('2', 'b');
  const at = performance.now();

  expect(await watch.settled('2', 'b', 2_000)).toBe('b');
  expect(performance.now() - at).toBeLessThan(400);
  end('1', 'a');
  await long;
});

it('lets a thousand wait, and tells the next what is known', async () => {
  const { watch, end } = aWatch();
  const waiting = Array.from({ length: 1_000 }, () => watch.settled('1', 'a', 5_000));

  expect(await watch.settled('2', 'known', 5_000)).toBe('known');
  end('1', 'a');
  await Promise.all(waiting);
});

it('fails for all who wait when the catalogue cannot be asked, and begins again', async () => {
  let isAway = true;
  const states = (waiting: readonly unknown[]) =>
    isAway
      ? Promise.reject(new Error('away'))
      : Promise.resolve(waiting.map(() => ({ listingId: 'a', pending: false })));
  const watch = new ProbeWatch({ states }, new FakeClock(), (ms) => sleep(ms).then(() => undefined));

  await expect(watch.settled('1', 'a', 1_000)).rejects.toThrow('away');
  isAway = false;
  expect(await watch.settled('1', 'a', 1_000)).toBe('a');
});
