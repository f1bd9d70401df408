import { type ListingFilter } from '@bazaar/catalog';
import { AppError } from '@bazaar/kernel';

import { type CandidatePage, type SearchEngine } from '../search-engine.js';
import { Hints } from './hints.js';

const EMPTY = { mode: 'EMPTY', total: 0 } as const;

/** Hints of an engine that counts `each` listings for whatever it is asked. */
async function hintsOf(
  filter: ListingFilter,
  each: number,
  page: Pick<CandidatePage, 'mode' | 'total'> = EMPTY,
) {
  const asked: number[] = [];
  const count: SearchEngine['count'] = (queries) => {
    asked.push(queries.length);
    return Promise.resolve(queries.map(() => each));
  };
  const hints = await new Hints({ count }).of({ text: 'weather', filter, budget: { calls: 1 } }, page);
  return { hints, asked };
}

const networks = Array.from({ length: 100 }, (_, n) => `eip155:${n}`);

it('are ten at most, of 16 values that were looked up', async () => {
  const { hints, asked } = await hintsOf({ networks, assets: ['USDC'] }, 0, { mode: 'MATCH', total: 0 });

  expect(asked).toEqual([16]);
  expect(hints.map(({ code, value }) => [code, value])).toEqual(
    networks.slice(0, 10).map((value) => ['UNKNOWN_VALUE', value]),
  );
});

it('begin with what cannot be paged', async () => {
  const { hints } = await hintsOf({ networks }, 0, { mode: 'MATCH', total: 1_001 });

  expect(hints).toHaveLength(10);
  expect(hints[0]).toMatchObject({ code: 'NARROW', hits: 1_001 });
});

it('count ten filters that could be dropped, however many there are', async () => {
  const { hints, asked } = await hintsOf(
    {
      ...{ types: [], schemes: [], methods: [], origins: [], tags: [], extensions: [], paymentFlows: [] },
      ...{ priceKinds: [], urlSubstring: 'x', payTo: 'x', callable: true, states: [], minUptime: 1 },
    },
    1,
  );

  expect(asked).toEqual([10]);
  expect(hints.map(({ code }) => code)).toEqual(Array.from({ length: 10 }, () => 'DROP_FILTER'));
});

describe('that cannot be counted', () => {
  const failing = (error: Error) =>
    new Hints({ count: () => Promise.reject(error) }).of(
      { text: null, filter: { networks }, budget: { calls: 1 } },
      EMPTY,
    );

  it('in time are left out: the answer itself has been found', async () => {
    expect(await failing(new AppError('UNAVAILABLE', 'too long'))).toEqual([]);
  });

  it('for another reason hide nothing', async () => {
    await expect(failing(new Error('broken'))).rejects.toThrow('broken');
  });
});
