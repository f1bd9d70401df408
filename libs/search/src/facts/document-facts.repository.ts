import { type OfferFacts } from '@bazaar/catalog';
import { type DataSource } from 'typeorm';

import { type DocumentFacts } from '../document/search-document.js';

export interface HeldDocument {
  readonly facts: DocumentFacts;
  readonly contentHash: string;
}

/** The engine's copy, or the truth: the columns have the same names. */
const TABLES = {
  copy: { listing: 'search_listing', offer: 'search_offer', hash: 'l.content_hash' },
  truth: { listing: 'listing', offer: 'offer', hash: "''" },
} as const;

/** Reads what filters and ranking look at, in one query. */
export class DocumentFactsRepository {
  private readonly select: string;

  constructor(
    private readonly database: DataSource,
    from: keyof typeof TABLES,
  ) {
    this.select = selectFacts(TABLES[from]);
  }

  async load(ids: readonly string[]): Promise<HeldDocument[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.query<FactsRow[]>(this.select, [ids]);
    return rows.map(({ content_hash: contentHash, ...row }) => ({ facts: factsOfRow(row), contentHash }));
  }
}

type FactsRow = Omit<DocumentFacts, 'offers'> & {
  readonly content_hash: string;
  /** JSON, with prices as text: a number would lose what a bigint holds. */
  readonly offers: string | null;
};

function factsOfRow({ offers, ...listing }: Omit<FactsRow, 'content_hash'>): DocumentFacts {
  const rows = JSON.parse(offers ?? '[]') as (Omit<OfferFacts, 'usdMicros'> & { usdMicros: string | null })[];
  return {
    ...listing,
    offers: rows.map((offer) => ({
      ...offer,
      usdMicros: offer.usdMicros === null ? null : BigInt(offer.usdMicros),
    })),
  };
}

const selectFacts = ({ listing, offer, hash }: (typeof TABLES)[keyof typeof TABLES]): string => `
  SELECT l.id, ${hash} AS content_hash, l.type, l.resource, l.method, l.origin, l.tags, l.extensions, l.categories, l.state,
    l.state_reason AS "stateReason", l.call_complete AS "callComplete", l.supports_sign_in AS "supportsSignIn",
    l.quality, l.consecutive_failures AS "consecutiveFailures", l.last_ok_at AS "lastOkAt",
    l.last_probed_at AS "lastProbedAt", l.changed_at AS "changedAt", l.uptime,
    (SELECT json_agg(json_build_object('key', o.key, 'network', o.network, 'environment', o.environment, 'asset', o.asset,
       'assetRaw', o.asset_raw, 'scheme', o.scheme, 'usdMicros', o.usd_micros::text, 'payTo', o.pay_to,
       'priceKind', o.price_kind, 'paymentFlow', o.payment_flow, 'payability', o.payability, 'evidence', o.evidence)
       ORDER BY o.position)::text FROM ${offer} o WHERE o.listing_id = l.id) AS offers
  FROM ${listing} l WHERE l.id = ANY ($1)`;
