import { Gathering } from './gathering.js';

/** Doubles numbers; each batch is kept, and ends when the test says so. */
function aGathering(terms: { enough?: number; most?: number; batchesMax?: number } = {}) {
  const batches: number[][] = [];
  const ends: (() => void)[] = [];
  const gathering = new Gathering(
    async (batch: readonly number[]) => {
      batches.push([...batch]);
      await new Promise<void>((resolve) => ends.push(resolve));
      return batch.map((number) => 2 * number);
    },
    { enough: 100, most: 100, waitMs: 1, batchesMax: 1, ...terms },
  );
  const endAll = async (): Promise<void> => {
    for (let end = ends.shift(); end !== undefined; end = ends.shift()) {
      end();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { gathering, batches, endAll };
}

const urgent = { urgent: true };

it('gives everybody their own outcome', async () => {
  const { gathering, batches, endAll } = aGathering({ enough: 3 });

  const outcomes = Promise.all([1, 2, 3].map((number) => gathering.add(number)));
  await endAll();

  expect(await outcomes).toEqual([2, 4, 6]);
  expect(batches).toEqual([[1, 2, 3]]);
});

it('lets what comes gather while a batch is under way', async () => {
  const { gathering, batches, endAll } = aGathering({ most: 2 });

  const outcomes = [1, 2, 3, 4].map((number) => gathering.add(number, urgent));
  expect(batches).toEqual([[1]]);
  await endAll();

  expect(await Promise.all(outcomes)).toEqual([2, 4, 6, 8]);
  expect(batches).toEqual([[1], [2, 3], [4]]);
});

it('has as many batches under way as it may', () => {
  const { gathering, batches } = aGathering({ batchesMax: 2 });

  for (const number of [1, 2, 3]) void gathering.add(number, urgent);

  expect(batches).toEqual([[1], [2]]);
});

it('waits a moment for others, and no longer', async () => {
  const { gathering, batches, endAll } = aGathering();

  const outcomes = Promise.all([gathering.add(1), gathering.add(2)]);
  expect(batches).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 20));
  await endAll();

  expect(await outcomes).toEqual([2, 4]);
  expect(batches).toEqual([[1, 2]]);
});

it('tells all of a batch that it came to nothing, and goes on', async () => {
  let tries = 0;
  const gathering = new Gathering(
    (batch: readonly number[]) =>
      tries++ === 0 ? Promise.reject(new Error('away')) : Promise.resolve(batch),
    { enough: 2, most: 2, waitMs: 1, batchesMax: 1 },
  );

  const first = Promise.allSettled([gathering.add(1), gathering.add(2)]);
  expect((await first).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await gathering.add(3, urgent)).toBe(3);
});

it('takes at once what comes of an outcome', async () => {
  const terms = { enough: 1, most: 1, waitMs: 1, batchesMax: 1 };
  const gathering = new Gathering((batch: readonly number[]) => Promise.resolve(batch), terms);
  await gathering.add(1);

  const forgotten = new Promise((resolve) => setTimeout(resolve, 100, 'forgotten'));

  expect(await Promise.race([gathering.add(2), forgotten])).toBe(2);
});
