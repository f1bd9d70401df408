import { type PullContext, SourceError, type SourceKind, type SourcePage } from '@bazaar/crawler';

/** A kind of source, and how a source of that kind would answer. */
export interface RecordedSource {
  readonly kind: SourceKind;
  readonly url: string;
  /** The documents of a source that lists these rows, by what is asked. */
  readonly serve: (rows: readonly unknown[]) => (url: URL) => unknown;
  /** Rows as such sources really state them. */
  readonly recorded: readonly unknown[];
}

const ENOUGH = 200_000;

/** The promise of every kind of source, told by recorded answers. */
export function sourceKindContract({ kind, url, serve, recorded }: RecordedSource): void {
  describe(`source kind ${kind.kind}`, () => {
    const source = { id: `${kind.kind}:recorded`, kind: kind.kind, url };
    const many = Array.from({ length: 2_345 }, (_, index) => ({ resource: `https://a.example/${index}` }));

    async function pulled(getJson: (url: URL) => unknown): Promise<SourcePage[]> {
      const context: PullContext = { getJson: (asked) => Promise.resolve().then(() => getJson(asked)) };
      const pages: SourcePage[] = [];
      let rows = 0;
      for await (const page of kind.pull(source, context)) {
        pages.push(page);
        rows += page.rows.length;
        if (rows > ENOUGH) throw new Error('It does not end.');
      }
      return pages;
    }
    const itemsOf = (pages: readonly SourcePage[]): unknown[] =>
      pages.flatMap(({ rows }) => rows.map(({ item }) => item));

    it('comes round again, and not all the time', () => {
      expect(kind.everyMs).toBeGreaterThanOrEqual(15 * 60_000);
      expect(kind.everyMs).toBeLessThanOrEqual(24 * 3_600_000);
    });

    it('hands on recorded rows untouched, in their order', async () => {
      expect(itemsOf(await pulled(serve(recorded)))).toEqual(recorded);
    });

    it('finds each of many rows once', async () => {
      const items = itemsOf(await pulled(serve(many)));

      expect(items).toHaveLength(many.length);
      expect(new Set(items.map((item) => JSON.stringify(item))).size).toBe(many.length);
    });

    it('finds nothing in a source that lists nothing', async () => {
      expect(itemsOf(await pulled(serve([])))).toEqual([]);
    });

    it('states how many there are truly, or not at all', async () => {
      const totals = (await pulled(serve(many))).map(({ total }) => total);

      expect(totals.filter((total) => total !== null && total !== many.length)).toEqual([]);
    });

    it('asks that source and nobody else', async () => {
      const asked: URL[] = [];
      await pulled((at) => {
        asked.push(at);
        return serve(many)(at);
      });

      expect(asked.map(({ origin }) => origin)).toEqual(asked.map(() => new URL(url).origin));
      expect(asked.filter(({ pathname }) => !pathname.startsWith(new URL(url).pathname))).toEqual([]);
    });

    it('asks for no page before the one before it was taken', async () => {
      let asked = 0;
      const getJson = (at: URL): Promise<unknown> => {
        asked++;
        return Promise.resolve(serve(many)(at));
      };
      for await (const _page of kind.pull(source, { getJson })) break;

      expect(asked).toBe(1);
    });

    it('ends where the same is answered for ever', async () => {
      const first = serve(many)(new URL(url));
      let answers = 0;

      await pulled(() => {
        answers++;
        return first;
      });

      expect(answers).toBeLessThan(50);
    });

    it.each([
      ['null', null],
      ['a text', 'a page'],
      ['a number', 1],
      ['an empty object', {}],
      ['a list of nothing known', { rows: [{}] }],
      ['an error', { error: 'not found' }],
    ])('says that %s is no answer', async (_what, answer) => {
      await expect(pulled(() => answer)).rejects.toBeInstanceOf(SourceError);
    });

    it('gives up where it gets no answer, and says why', async () => {
      const away = new SourceError('unreachable-connect', 'nobody there');

      await expect(
        pulled(() => {
          throw away;
        }),
      ).rejects.toBe(away);
    });
  });
}
