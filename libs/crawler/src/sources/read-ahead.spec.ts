import { readAhead } from './read-ahead.js';

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('asks for one item more than is used, and no more', async () => {
  let asked = 0;
  let isClosed = false;
  async function* numbers() {
    try {
      for (;;) {
        await settle();
        yield asked++;
      }
    } finally {
      isClosed = true;
    }
  }

  const used: [number, number][] = [];
  for await (const number of readAhead(numbers())) {
    for (let turns = 0; turns < 5; turns++) await settle();
    used.push([number, asked]);
    if (used.length === 3) break;
  }

  expect(used).toEqual([
    [0, 2],
    [1, 3],
    [2, 4],
  ]);
  expect(isClosed).toBe(true);
});

it('throws what the source throws, after what came before it', async () => {
  async function* failing() {
    await settle();
    yield 'a page';
    throw new Error('away');
  }

  const used: string[] = [];
  const read = async (): Promise<void> => {
    for await (const page of readAhead(failing())) {
      await settle();
      used.push(page);
    }
  };

  await expect(read()).rejects.toThrow('away');
  expect(used).toEqual(['a page']);
});
