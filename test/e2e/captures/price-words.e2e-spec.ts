import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readCatalogItem } from '@bazaar/x402';

import { type CollectedRow, collectedFolder, collectedRows, describeCollected } from './collected.js';

/** What stands where a manifest states a price, and what it says of network and asset beside it. */
interface Evidence {
  readonly amount?: unknown;
  readonly network: string | null;
  readonly asset: string | null;
}

/** A unit mistaken is a million times off; another endpoint of the host, or a later price, is not. */
const FACTOR_MAX = 100_000;
const USDC_DECIMALS = 1e6;

/** As the item it came from: digits beside a token's address are those of an entry of `accepts`. */
function claimOf(url: string, { amount, network, asset }: Evidence) {
  const isEntry = /^\d+$/.test(String(amount)) && asset !== null && asset.length > 20;
  const item = { ...(isEntry ? { amount } : { price: amount }), network, asset };
  const read = readCatalogItem(item, { url });
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

/** Amounts that each host asked on the wire, in whole USDC. */
function wirePrices(): ReadonlyMap<string, readonly number[]> {
  const prices = new Map<string, number[]>();
  const files = readdirSync(collectedFolder('wire')).filter((name) => name.startsWith('observations'));
  for (const { item } of files.flatMap((name) => collectedRows(`wire/${name}`))) {
    const amount = /"amount=(\d+) /.exec(JSON.stringify(item['notes']))?.[1];
    const host = String(item['host']);
    if (amount !== undefined) prices.set(host, [...(prices.get(host) ?? []), Number(amount) / USDC_DECIMALS]);
  }
  return prices;
}

const catalogRows = (
  file: string,
): readonly (CollectedRow & { readonly source: { readonly repo: string } })[] =>
  readFileSync(join(collectedFolder('..'), 'catalog', `${file}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as CollectedRow & { source: { repo: string } });

describeCollected('prices in words, as manifests and directories write them', () => {
  it('are of the magnitude their hosts ask on the wire (nasty case 21)', () => {
    const wire = wirePrices();
    const outcomes = { exact: 0, unclear: 0, compared: 0 };
    for (const { item, url } of collectedRows('wire/manifest-probe.jsonl.gz')) {
      const evidence = item['evidence'] as Evidence | null | undefined;
      if (evidence?.amount == null) continue;
      const { price, issues } = claimOf(url, evidence);

      expect({ url, isSaid: price !== null || issues.length === 1 }).toEqual({ url, isSaid: true });
      outcomes[price === null ? 'unclear' : 'exact']++;
      const amount = Number(price?.amount ?? 0);
      const asked = wire.get(String(item['host'])) ?? [];
      if (amount === 0 || asked.length === 0) continue;
      outcomes.compared++;
      const factors = asked.map((one) => Math.max(one / amount, amount / one));
      expect({ url, isNear: Math.min(...factors) < FACTOR_MAX }).toEqual({ url, isNear: true });
    }
    expect(outcomes).toEqual({ exact: 144, unclear: 19, compared: 124 });
  });

  it('are read where the dialect fixes the unit, and named where it does not (nasty cases 21 and 22)', () => {
    const table = new Map<string, Record<string, number>>();
    for (const { item, url, kind, source } of [
      'directory-rows',
      'seller-listings',
      'facilitator-rows',
    ].flatMap(catalogRows)) {
      const read = readCatalogItem(item, { url: url === '' ? null : url });
      if (!read.ok || (read.value.price === null && read.value.issues.length === 0)) continue;
      const { price, reading, rail } = read.value;
      const outcome = price === null ? 'unclear' : reading === null ? price.priceKind : 'offer';
      const name = `${kind.replace(/^.*\//, '')} of ${source.repo}${rail === null ? '' : `, ${rail}`}`;
      const counts = table.get(name) ?? {};
      table.set(name, { ...counts, [outcome]: (counts[outcome] ?? 0) + 1 });
    }

    expect(Object.fromEntries(table)).toEqual({
      '402index-api of ryanthegentry/402index': { FIXED: 1 },
      '402index-api of ryanthegentry/402index, L402': { FIXED: 5 },
      'generated-catalog of kelm2021/x402-data-bazaar': { unclear: 317 },
      'mpp-endpoint of tempoxyz/mpp, MPP': { FREE: 93, FIXED: 352, MAX: 5, unclear: 37 },
      'openapi-operation of RipperMercs/tensorfeed': { FIXED: 10 },
      'openapi-operation of RipperMercs/terminalfeed': { FIXED: 6, FREE: 5 },
      'openapi-operation of Timwal78/SML_Portfolio': { offer: 71 },
      'openapi-operation of mimranchohan/x402-trust-layer': { FIXED: 62 },
      'parsed-from-markdown of Evozim/m2mcent-1000-agentic-services': { offer: 658 },
      'price-list of Timwal78/SML_Portfolio': { unclear: 71 },
      'price-list of agentutilityai/x402-recipes': { unclear: 525 },
      'scraped-registry of rplryan/ouroboros': { FIXED: 500, FREE: 4 },
      'server-config of agentc22/x402-engine': { FIXED: 82 },
      'well-known of TunnelMind/tunnelmind-site': { offer: 1 },
      'well-known of mbeato/APIMesh': { FIXED: 15 },
    });
  });
});
