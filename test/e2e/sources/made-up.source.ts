import { SourceError, type SourceKind } from '@bazaar/crawler';

/** A newspaper that prints paid endpoints: one document, one list. */
export const newspaper: SourceKind = {
  kind: 'newspaper',
  everyMs: 24 * 3_600_000,
  async *pull({ url }, { getJson }) {
    const edition = await getJson(new URL(url));
    const printed = (edition as { printed?: unknown } | null)?.printed;
    if (!Array.isArray(printed)) throw new SourceError('not-an-edition', 'nothing is printed');
    yield { rows: printed.map((item: unknown) => ({ item, url: null })), total: printed.length };
  },
};
