import { readFacilitatorPage } from '@bazaar/x402';

import { walkPages } from './page-walk.js';
import { SourceError } from './source-error.js';
import { type PullContext, type SourceKind } from './source-kind.js';
import { type PageAsked, type PageGiven } from './walk.js';

const HOUR_MS = 3_600_000;

/**
 * A facilitator's catalogue: `GET {base}/discovery/resources`.
 *
 * Source: reference §c.1 for the pages, §c.5 for what hosted catalogues make of them.
 */
export const facilitator: SourceKind = {
  kind: 'facilitator',
  everyMs: HOUR_MS,
  async *pull({ url }, context) {
    for await (const { items, total } of walkPages((asked) => fetchPage(url, asked, context)))
      yield { rows: items.map((item) => ({ item, url: null })), total };
  },
};

async function fetchPage(
  base: string,
  { offset, limit }: PageAsked,
  { getJson }: PullContext,
): Promise<PageGiven> {
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/discovery/resources`;
  url.search = new URLSearchParams({ limit: String(limit), offset: String(offset) }).toString();
  const page = readFacilitatorPage(await getJson(url));
  if (!page.ok) throw new SourceError(page.error, 'the answer holds no list of items or resources');
  const { items, pagination } = page.value;
  return { items, total: pagination?.total ?? null, limit: pagination?.limit ?? null };
}
