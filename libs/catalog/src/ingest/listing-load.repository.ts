import { type Issue } from '@bazaar/x402';
import { type EntityManager } from 'typeorm';

import { type Listing } from '../listing/listing.entity.js';
import { keyText } from '../listing/listing-key.js';
import { type ListingRecord } from '../listing/listing-record.js';
import { type Offer } from '../offer/offer.entity.js';
import { type OffersFacts } from '../offer/follow-offers.js';
import { type OfferRecord } from '../offer/offer-record.js';
import { type RowOf } from '../row.js';
import { type StateFacts } from '../state/state-facts.js';
import { type ListingGlance } from './same-again.js';

/** Loads what the write path must know of listings, under the origin locks the caller already holds. */
export class ListingLoadRepository {
  async byId(manager: EntityManager, ids: readonly string[]): Promise<Map<string, ListingRecord>> {
    if (ids.length === 0) return new Map();
    const rows: RowOf<Listing>[] = await manager.query('SELECT * FROM listing WHERE id = ANY ($1)', [ids]);
    return new Map(rows.map((row) => [row.id, listingRecord(row)]));
  }

  /** Served by listing_key. Merged listings are left out: nothing leads to them any more. */
  async byResource(
    manager: EntityManager,
    resources: readonly string[],
  ): Promise<Map<string, ListingRecord>> {
    if (resources.length === 0) return new Map();
    const rows: RowOf<Listing>[] = await manager.query(
      'SELECT * FROM listing WHERE resource = ANY ($1) AND merged_into IS NULL ORDER BY first_seen_at, id',
      [resources],
    );
    return new Map(rows.map((row) => [row.id, listingRecord(row)]));
  }

  /** Where merged listings of these resources lead: by key text. Served by listing_merged_key. */
  async survivors(manager: EntityManager, resources: readonly string[]): Promise<Map<string, string>> {
    if (resources.length === 0) return new Map();
    const rows: { resource: string; method: string | null; tool_name: string | null; merged_into: string }[] =
      await manager.query(
        `SELECT resource, method, tool_name, merged_into FROM listing
         WHERE resource = ANY ($1) AND merged_into IS NOT NULL ORDER BY state_since, id`,
        [resources],
      );
    return new Map(
      rows.map(({ resource, method, tool_name: toolName, merged_into: into }) => [
        keyText({ resource, method, toolName }),
        into,
      ]),
    );
  }

  async offersOf(manager: EntityManager, listingIds: readonly string[]): Promise<Map<string, OfferRecord[]>> {
    const offers = new Map<string, OfferRecord[]>();
    if (listingIds.length === 0) return offers;
    const rows: RowOf<Offer>[] = await manager.query(
      'SELECT * FROM offer WHERE listing_id = ANY ($1) ORDER BY listing_id, position',
      [listingIds],
    );
    for (const row of rows) {
      const list = offers.get(row.listing_id);
      if (list === undefined) offers.set(row.listing_id, [offerRecord(row)]);
      else list.push(offerRecord(row));
    }
    return offers;
  }
}

/** The columns of a listing that are read at every probe. */
export type GlanceRow = Pick<
  RowOf<Listing>,
  | 'id'
  | 'resource'
  | 'origin'
  | 'state'
  | 'state_reason'
  | 'state_since'
  | 'state_facts'
  | 'merged_into'
  | 'evidence'
  | 'example_url'
  | 'offer_facts'
  | 'document_hash'
>;

export const listingGlance = (row: GlanceRow): ListingGlance => ({
  id: row.id,
  resource: row.resource,
  origin: row.origin,
  standing: {
    state: row.state,
    reason: row.state_reason,
    since: row.state_since,
    facts: JSON.parse(row.state_facts) as StateFacts,
  },
  mergedInto: row.merged_into,
  evidence: row.evidence,
  exampleUrl: row.example_url,
  offerFacts: JSON.parse(row.offer_facts ?? '{}') as OffersFacts,
  documentHash: row.document_hash,
});

function listingRecord(row: RowOf<Listing>): ListingRecord {
  return {
    ...listingGlance(row),
    method: row.method,
    toolName: row.tool_name,
    firstListedAt: row.first_listed_at,
    content: {
      type: row.type,
      payability: row.payability,
      x402Version: row.x402_version,
      title: row.title,
      description: row.description,
      mimeType: row.mime_type,
      serviceName: row.service_name,
      tags: row.tags,
      iconUrl: row.icon_url,
      categories: row.categories,
      routeTemplate: row.route_template,
      extensions: row.extensions,
      supportsSignIn: row.supports_sign_in,
      callComplete: row.call_complete,
      call: row.call,
      outputSchema: row.output_schema,
      outputExample: row.output_example,
      challenge: row.challenge,
      issues: JSON.parse(row.issues) as Issue[],
      fingerprint: row.fingerprint,
    },
    version: BigInt(row.version),
  };
}

function offerRecord(row: RowOf<Offer>): OfferRecord {
  return {
    key: row.key,
    position: row.position,
    evidence: row.evidence,
    seenAt: row.seen_at,
    x402Version: row.x402_version,
    scheme: row.scheme,
    network: row.network,
    environment: row.environment,
    asset: row.asset,
    assetRaw: row.asset_raw,
    amountAtomic: row.amount_atomic === null ? null : BigInt(row.amount_atomic),
    amountRaw: row.amount_raw,
    amount: row.amount,
    priceUsd: row.price_usd,
    priceUsdHigh30d: row.price_usd_high30d,
    rateDate: rateDay(row),
    priceKind: row.price_kind,
    payTo: row.pay_to,
    maxTimeoutSeconds: row.max_timeout_seconds,
    paymentFlow: row.payment_flow,
    transferMethod: row.transfer_method,
    payability: row.payability,
    issues: JSON.parse(row.issues) as Issue[],
    raw: row.raw,
  };
}

/** A price that is not of the moment its offer was seen is of the day of a rate. */
const rateDay = ({ price_usd_as_of: asOf, seen_at: seenAt }: RowOf<Offer>): string | null =>
  asOf === null || asOf.getTime() === seenAt.getTime() ? null : asOf.toISOString().slice(0, 10);
