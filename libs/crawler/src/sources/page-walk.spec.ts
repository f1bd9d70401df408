import {
  ChangingList,
  type ListHabits,
  arrive,
  jumpAhead,
  leave,
} from '../../../../test/builders/a-changing-list.js';
import { walkPages } from './page-walk.js';
import { SourceError } from './source-error.js';
import { type PageAsked, type PageGiven } from './walk.js';

const rowsOf = (count: number): string[] => Array.from({ length: count }, (_, index) => `row ${index}`);

const pagesOf =
  (list: ChangingList) =>
  ({ offset, limit }: PageAsked): Promise<PageGiven> => {
    const page = list.page(offset, limit);
    return Promise.resolve(list.isSilent ? { ...page, total: null, limit: null } : page);
  };

async function walked(
  fetchPage: (asked: PageAsked) => Promise<PageGiven>,
  limit = 100,
  pagesMax = 500,
): Promise<unknown[]> {
  const received: unknown[] = [];
  for await (const { items } of walkPages(fetchPage, { limit, pagesMax })) received.push(...items);
  return received;
}

/** What was there all the time. */
const stayed = (before: readonly unknown[], list: ChangingList): unknown[] =>
  before.filter((row) => list.rows.includes(row));

describe('a walk through a list', () => {
  const habits: [string, ListHabits][] = [
    ['that stands still', {}],
    ['that clamps the limit', { clamp: 20 }],
    ['whose pages come short', { short: { every: 2, by: 37 } }],
    ['that says nothing of the whole', { silent: true }],
    ['that clamps and says nothing', { silent: true, clamp: 7 }],
    ['that gives one row a page', { clamp: 1 }],
    ['that answers in whole pages alone', { aligned: true }],
    ['of whole pages, clamped', { aligned: true, clamp: 50 }],
    ['of whole pages, silent', { aligned: true, silent: true }],
    ['where rows leave, fewer than the overlap', { meanwhile: leave(3) }],
    ['where rows leave, more than the overlap', { meanwhile: leave(40) }],
    ['where rows leave while pages come short', { meanwhile: leave(15), short: { every: 3, by: 50 } }],
    ['where rows leave, silent', { meanwhile: leave(25), silent: true }],
    ['where rows arrive', { meanwhile: arrive(30) }],
    [
      'where as many arrive as leave',
      {
        meanwhile: (rows, page) => {
          leave(12)(rows);
          if (page < 5) rows.push(`late ${page}`);
        },
      },
    ],
    ['where the last row jumps ahead', { meanwhile: (rows, page) => page < 5 && jumpAhead(rows) }],
    [
      'of whole pages, where rows leave',
      { aligned: true, meanwhile: (rows, page) => page < 5 && leave(10)(rows) },
    ],
  ];

  it.each(habits)('finds every row of one %s, each once', async (_what, habit) => {
    const before = rowsOf(330);
    const list = new ChangingList([...before], habit);

    const received = await walked(pagesOf(list));

    expect(new Set(received).size).toBe(received.length);
    expect(received).toEqual(expect.arrayContaining(stayed(before, list)));
  });

  it('asks for little more than the rows there are', async () => {
    const list = new ChangingList(rowsOf(1_000));

    await walked(pagesOf(list));

    expect(list.asked).toBeLessThanOrEqual(12);
  });

  it('knows a row again whose times and counters move all the time', async () => {
    const list = new ChangingList(rowsOf(330), { meanwhile: leave(5) });
    let moment = 0;
    const restless = async (asked: PageAsked): Promise<PageGiven> => {
      const page = await pagesOf(list)(asked);
      const items = page.items.map((resource) => ({ resource, lastUpdated: ++moment, quality: { moment } }));
      return { ...page, items };
    };

    const received = (await walked(restless)) as { resource: unknown }[];

    expect(new Set(received.map(({ resource }) => resource)).size).toBe(received.length);
    expect(list.asked).toBeLessThan(8);
  });

  it('ends where the same page is given for ever', async () => {
    let asked = 0;
    const same = (): Promise<PageGiven> => {
      asked++;
      return Promise.resolve({ items: rowsOf(100), total: 5_000, limit: 100 });
    };

    expect(await walked(same)).toHaveLength(100);
    expect(asked).toBeLessThan(20);
  });

  it('ends after so many pages where there are always new ones', async () => {
    let row = 0;
    const endless = (): Promise<PageGiven> =>
      Promise.resolve({ items: Array.from({ length: 10 }, () => row++), total: null, limit: null });

    await walked(endless, 10, 25);

    expect(row).toBe(250);
  });

  it.each([
    ['body-too-large', 30],
    ['http-400', 100],
  ])('asks for less after %s', async (code, bearable) => {
    const list = new ChangingList(rowsOf(330));
    const picky = (asked: PageAsked): Promise<PageGiven> =>
      asked.limit > bearable ? Promise.reject(new SourceError(code, '')) : pagesOf(list)(asked);

    expect(await walked(picky, 1_000)).toHaveLength(330);
  });

  it('gives up where even a little is too large', async () => {
    const heavy = (): Promise<PageGiven> => Promise.reject(new SourceError('body-too-large', '2 GB'));

    await expect(walked(heavy, 1_000)).rejects.toThrow('body-too-large');
  });
});
