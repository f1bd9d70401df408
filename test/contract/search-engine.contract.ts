import { type ListingFilter, type ListingState, matchFilter } from '@bazaar/catalog';
import { type FacetField, type SearchDocument, type SearchEngine, type SearchQuery } from '@bazaar/search';
import fc from 'fast-check';

import { aFilter, someListings } from '../builders/arbitrary-catalogue.js';
import { BASE, BASE_SEPOLIA, SOLANA, aDocument, anOffer } from '../builders/search-document.js';

const ANY_TEXT = { text: null, filter: {}, sort: 'RELEVANCE', facets: [] } as const satisfies SearchQuery;

/** The promise of every search engine. `make` gives an empty one; words are looked up after `maintain`. */
export function searchEngineContract(engineName: string, make: () => Promise<SearchEngine>): void {
  describe(`search engine ${engineName}`, () => {
    let engine: SearchEngine;
    const held = new Set<string>();

    beforeAll(async () => {
      engine = await make();
    });
    afterEach(async () => {
      await engine.remove([...held]);
      held.clear();
    });

    const index = async (...documents: readonly SearchDocument[]) => {
      for (const { id } of documents) held.add(id);
      await engine.upsert(documents);
    };
    const find = (query: Partial<SearchQuery>) => engine.candidates({ ...ANY_TEXT, ...query });
    const found = async (query: Partial<SearchQuery>) =>
      (await find(query)).candidates.map(({ listingId }) => listingId);

    it('is empty, and says so, while it holds nothing', async () => {
      const page = await find({ text: 'weather', facets: ['networks'] });

      expect(page).toMatchObject({ mode: 'EMPTY', candidates: [], total: 0, totalIsFloor: false });
      expect(page.facets).toEqual([{ field: 'networks', counts: [] }]);
    });

    describe('offer filters', () => {
      const split = aDocument({
        id: 'split',
        offers: [
          anOffer({ key: 'dear', network: BASE, usdMicros: 5_000_000n }),
          anOffer({ key: 'cheap', network: SOLANA, usdMicros: 10_000n }),
        ],
      });

      it('hold for one offer together', async () => {
        await index(split);

        const page = await find({
          filter: { networks: [BASE], maxUsdMicros: 50_000n },
          facets: ['networks', 'types'],
        });

        expect(page).toMatchObject({ mode: 'EMPTY', candidates: [], total: 0 });
        expect(page.facets.flatMap(({ counts }) => counts)).toEqual([]);
      });

      it('name the offers that passed, and count facets over those alone', async () => {
        await index(split);

        const page = await find({ filter: { maxUsdMicros: 50_000n }, facets: ['networks'] });

        expect(page.candidates.map(({ offerKeys }) => offerKeys)).toEqual([['cheap']]);
        expect(page.facets).toEqual([{ field: 'networks', counts: [{ value: SOLANA, count: 1 }] }]);
      });

      it.each([
        ['an unknown price never passes a cap', null, { maxUsdMicros: 1_000_000_000n }, false],
        ['an unknown price never passes a floor', null, { minUsdMicros: 0n }, false],
        ['an unknown price passes where none is asked about', null, {}, true],
        ['zero passes', 0n, { maxUsdMicros: 0n }, true],
        ['a price equal to the cap passes', 7n, { maxUsdMicros: 7n }, true],
        ['a price above the cap does not', 8n, { maxUsdMicros: 7n }, false],
      ])('%s', async (_what, usdMicros, filter, passes) => {
        await index(aDocument({ id: 'priced', offers: [anOffer({ usdMicros })] }));

        expect(await found({ filter })).toEqual(passes ? ['priced'] : []);
      });

      it.each<[string, ListingFilter, boolean]>([
        ['silent: test networks are left out', {}, false],
        ['MAINNET too', { environment: 'MAINNET' }, false],
        ['TESTNET lets them in', { environment: 'TESTNET' }, true],
        ['ANY too', { environment: 'ANY' }, true],
        ['a network named outright is let through', { networks: [BASE_SEPOLIA] }, true],
        ['so is its V1 name', { networks: ['base-sepolia'] }, true],
        ['a pattern names none', { networks: ['eip155:*'] }, false],
      ])('environment %s', async (_what, filter, passes) => {
        await index(
          aDocument({ id: 'test-net', offers: [anOffer({ network: BASE_SEPOLIA, environment: 'TESTNET' })] }),
        );

        expect(await found({ filter })).toEqual(passes ? ['test-net'] : []);
      });
    });

    it.each<[string, ListingFilter, readonly ListingState[]]>([
      ['silent', {}, ['LISTED', 'STALE']],
      ['named', { states: ['RETIRED', 'FREE'] }, ['FREE', 'RETIRED']],
      ['of claims', { evidence: 'CLAIMED' }, ['LISTED', 'PENDING', 'STALE']],
    ])('holds every state and answers those asked for: %s', async (_what, filter, states) => {
      const all = ['PENDING', 'LISTED', 'STALE', 'FREE', 'RETIRED'] as const;
      await index(
        ...all.map((state) => aDocument({ id: state, state, offers: [anOffer({ evidence: 'CLAIMED' })] })),
      );

      expect((await found({ filter })).sort()).toEqual(states);
    });

    it.each<[string, readonly string[], readonly string[]]>([
      ['a category', ['data/fx'], ['fx']],
      ['a group: all that is in it', ['ai'], ['both', 'ocr']],
      ['several: any of them', ['data/fx', 'ai/llm'], ['both', 'fx']],
      ['one that nobody knows', ['ai/nothing'], []],
      ['the beginning of one', ['a', 'ai/oc'], []],
      ['none', [], []],
    ])('filters by %s', async (_what, categories, ids) => {
      await index(
        aDocument({ id: 'ocr', categories: ['ai/ocr'] }),
        aDocument({ id: 'both', categories: ['ai/llm', 'ai/ocr'] }),
        aDocument({ id: 'fx', categories: ['data/fx'] }),
        aDocument({ id: 'unread', categories: null }),
      );

      expect((await found({ filter: { categories } })).sort()).toEqual(ids);
    });

    it.each<[number, readonly string[]]>([
      [0, ['down', 'flaky', 'never-judged', 'up']],
      [5e-324, ['flaky', 'up']],
      [0.9, ['flaky', 'up']],
      [0.900001, ['up']],
      [1, ['up']],
    ])('takes an uptime of %d at least; what was never judged has none', async (minUptime, ids) => {
      const documents = Object.entries({ up: 1, flaky: 0.9, down: 0, 'never-judged': null });
      await index(...documents.map(([id, uptime]) => aDocument({ id, uptime })));

      expect((await found({ filter: { minUptime } })).sort()).toEqual(ids);
    });

    describe('text', () => {
      const weather = aDocument({
        id: 'weather',
        resource: 'https://sky.example/v1/forecastDaily',
        title: 'Weather in a city',
        tags: ['meteorology'],
        description: 'Tells how warm it will be',
      });
      const prices = aDocument({
        id: 'prices',
        title: 'Stock prices',
        resource: 'https://money.example/quote',
      });

      it.each([
        ['the title', 'weather city'],
        ['a tag', 'meteorology'],
        ['the description, in another form', 'telling'],
        ['words of the path', 'forecast daily'],
        ['the host', 'sky'],
        ['the URL as it is', 'https://sky.example/v1/forecastDaily'],
        ['a phrase', '"warm it will"'],
        ['a word to leave out', 'weather -stock'],
      ])('matches by %s', async (_what, text) => {
        await index(weather, prices);

        const page = await find({ text });

        expect(page.mode).toBe('MATCH');
        expect(page.candidates.map(({ listingId }) => listingId)).toEqual(['weather']);
      });

      it.each([
        ['full-width letters', 'ＦＸ rates', 'FX rates'],
        ['an accent', 'Café finder', 'cafe finder'],
        ['an accent that stands alone', 'Cafe\u0301 finder', 'Café finder'],
        ['a ligature', 'Oﬃce ﬁnder', 'office finder'],
        ['a sign in a name', 'USD₮0 supply', 'usdt0 supply'],
        ['capitals of another script', 'ПОГОДА', 'погода'],
        ['camel case', 'fxRates', 'fx rates'],
      ])('takes %s for what it says, whichever side wrote it', async (_what, one, other) => {
        await index(aDocument({ id: 'one', title: one }), aDocument({ id: 'other', title: other }));

        for (const text of [one, other]) {
          const page = await find({ text });
          expect([page.mode, page.total]).toEqual(['MATCH', 2]);
        }
      });

      it('ranks a title above a description', async () => {
        await index(
          aDocument({ id: 'b-told', title: 'Something', description: 'unlike the translation of a book' }),
          aDocument({ id: 'a-named', title: 'Translation', description: 'of a book' }),
        );

        const { candidates } = await find({ text: 'translation' });

        expect(candidates.map(({ listingId }) => listingId)).toEqual(['a-named', 'b-told']);
        expect(candidates[0]!.relevance).toBeGreaterThan(candidates[1]!.relevance);
      });

      it.each(['the of and', '?!… ---', '\u0000', ' '])('%j says nothing: all match', async (text) => {
        await index(weather, prices);

        const page = await find({ text });

        expect([page.mode, page.total]).toEqual(['MATCH', 2]);
      });

      it.each(['weather\u0000', `'"; --\\weather`, 'weather & | ! ( ) : * <->'])(
        'is data, never syntax: %j',
        async (text) => {
          await index(weather);

          expect(await found({ text })).toEqual(['weather']);
        },
      );

      it.each([
        ['a mistyped word', 'waether forecast'],
        ['a letter too few', 'meteorolgy'],
        ['one word too many', 'weather meteorology zebra'],
      ])('finds near matches for %s', async (_what, text) => {
        await index(weather, prices);
        await engine.maintain();

        const page = await find({ text });

        expect(page.mode).toBe('RELATED');
        expect(page.candidates.map(({ listingId }) => listingId)).toEqual(['weather']);
        expect(page.total).toBe(1);
      });

      it('answers nothing where nothing is near', async () => {
        await index(weather, prices);
        await engine.maintain();

        expect(await find({ text: 'qzxvk jjwpl' })).toMatchObject({
          mode: 'EMPTY',
          candidates: [],
          total: 0,
        });
      });
    });

    describe('order', () => {
      const priced = (id: string, usdMicros: bigint | null, seconds: number) =>
        aDocument({
          id,
          changedAt: new Date(Date.UTC(2026, 0, 1, 0, 0, seconds)),
          offers: [anOffer({ usdMicros }), anOffer({ key: 'other', network: SOLANA, usdMicros: 1n })],
        });

      it.each([
        ['PRICE_ASC', ['b', 'd', 'a', 'c']],
        ['PRICE_DESC', ['a', 'b', 'd', 'c']],
        ['CHANGED_DESC', ['b', 'c', 'a', 'd']],
      ] as const)('%s goes by the offers that passed, then by id', async (sort, ids) => {
        await index(priced('a', 9n, 2), priced('b', 2n, 3), priced('c', null, 3), priced('d', 2n, 1));

        expect(await found({ sort, filter: { networks: [BASE] } })).toEqual(ids);
      });

      it('without text RELEVANCE goes by quality, then by id', async () => {
        await index(
          aDocument({ id: 'b', quality: 0.5 }),
          aDocument({ id: 'a', quality: 0.5 }),
          aDocument({ id: 'c', quality: 0.75 }),
        );

        expect(await found({})).toEqual(['c', 'a', 'b']);
      });
    });

    it('gives 1,000 candidates of 1,001 and the exact total', async () => {
      await index(...Array.from({ length: 1_001 }, (_, n) => aDocument({ id: `n${n}`, title: 'Same' })));

      for (const text of [null, 'same']) {
        const { candidates, total, totalIsFloor } = await find({ text });

        expect([candidates.length, total, totalIsFloor]).toEqual([1_000, 1_001, false]);
      }
    });

    it('counts a value once a listing', async () => {
      const offers = [anOffer({ key: 'one' }), anOffer({ key: 'two', scheme: 'upto' })];
      await index(
        aDocument({ id: 'a', tags: ['x', 'Y'], categories: ['ai/ocr', 'ai/llm'], method: 'GET', offers }),
        aDocument({ id: 'b', tags: ['y'], categories: ['ai/ocr'], method: null, offers: [anOffer({})] }),
      );
      const fields: readonly FacetField[] = [
        'networks',
        'schemes',
        'tags',
        'categories',
        'methods',
        'states',
        'payability',
      ];

      const { facets } = await find({ facets: fields });

      expect(Object.fromEntries(facets.map(({ field, counts }) => [field, counts]))).toEqual({
        networks: [{ value: BASE, count: 2 }],
        schemes: [
          { value: 'exact', count: 2 },
          { value: 'upto', count: 1 },
        ],
        tags: [
          { value: 'y', count: 2 },
          { value: 'x', count: 1 },
        ],
        categories: [
          { value: 'ai/ocr', count: 2 },
          { value: 'ai/llm', count: 1 },
        ],
        methods: [{ value: 'GET', count: 1 }],
        states: [{ value: 'LISTED', count: 2 }],
        payability: [{ value: 'PAYABLE', count: 2 }],
      });
    });

    it('replaces what it holds, and forgets what is removed', async () => {
      await index(aDocument({ id: 'one', title: 'Old', offers: [anOffer({ key: 'was' })] }));
      await index(aDocument({ id: 'one', title: 'New', offers: [anOffer({ key: 'is' })] }));

      const { candidates } = await find({ text: 'new' });

      expect(candidates.map(({ offerKeys }) => offerKeys)).toEqual([['is']]);
      expect((await find({ text: 'old' })).total).toBe(0);
      expect(await engine.ids('', 10)).toEqual(['one']);

      await engine.remove(['one', 'never-there']);

      expect((await find({})).total).toBe(0);
      expect(await engine.ids('', 10)).toEqual([]);
    });

    it('agrees with the filter as a predicate', async () => {
      const catalogues = fc.sample(someListings, { numRuns: 8, seed: 20 });
      for (const documents of catalogues) {
        await index(...documents);
        await fc.assert(
          fc.asyncProperty(aFilter, async (filter) => {
            const { candidates, total } = await find({ filter });

            const expected = documents.flatMap((document) => {
              const offerKeys = matchFilter(document, document.offers, filter);
              return offerKeys === null ? [] : [[document.id, offerKeys] as const];
            });
            expect(new Map(candidates.map((hit) => [hit.listingId, hit.offerKeys]))).toEqual(
              new Map(expected),
            );
            expect(total).toBe(expected.length);
          }),
          { numRuns: 50 },
        );
        await engine.remove(documents.map(({ id }) => id));
      }
    });
  });
}
