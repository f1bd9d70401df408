import { LoopShare } from './loop-share.js';

function work(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

it('lets timers have their turn between pieces of work, however many wait', async () => {
  const share = new LoopShare();
  let done = 0;
  let doneAtTimer = 0;
  setTimeout(() => (doneAtTimer = done), 1);

  await Promise.all(
    Array.from({ length: 20 }, async () => {
      await share.turn();
      work(5);
      done++;
    }),
  );

  expect(done).toBe(20);
  expect(doneAtTimer).toBeGreaterThan(0);
  expect(doneAtTimer).toBeLessThan(5);
});

it('keeps the order in which the pieces came, and works on after a rest', async () => {
  const share = new LoopShare();
  const order: number[] = [];
  const piece = async (number: number): Promise<void> => {
    await share.turn();
    order.push(number);
  };

  await Promise.all([piece(1), piece(2)]);
  await piece(3);

  expect(order).toEqual([1, 2, 3]);
});
