import { type Issue, compareDecimals, usdMicros } from '@bazaar/x402';

import { type Listing } from '../listing/listing.entity.js';
import { quality } from '../listing/quality.js';
import { type Offer } from '../offer/offer.entity.js';
import { type OfferRecord, priceUsdAsOf } from '../offer/offer-record.js';
import { type RowOf } from '../row.js';
import { type ListingTouch, type ListingWrite } from './ingest-plan.js';
import { type Cell, asBytea } from './rows.js';

/** A table's row as JSON carries it: every column is there, or it does not compile. */
type JsonRow<T> = { readonly [Column in keyof RowOf<T>]: Cell };

const issuesJson = (issues: readonly Issue[]): string => JSON.stringify(issues);

/** By listing: the share of 30 days that a probe moved. */
export type Uptimes = ReadonlyMap<string, number>;

/** What moves at every probe; null for what stays as it was. */
export const touchRow = (
  { listing, probed, at }: Pick<ListingTouch, 'listing' | 'at'> & Pick<ListingWrite, 'probed'>,
  uptimes: Uptimes,
) => ({
  id: listing.id,
  state_facts: JSON.stringify(listing.standing.facts),
  offer_facts: JSON.stringify(listing.offerFacts),
  consecutive_failures: listing.standing.facts.failures,
  document_hash: asBytea(listing.documentHash),
  last_probed_at: probed === null ? null : at,
  last_ok_at: probed?.payable === true ? at : null,
  uptime: uptimes.get(listing.id) ?? null,
});

export function listingRow(write: ListingWrite, uptimes: Uptimes): JsonRow<Listing> {
  const { listing, offers, at } = write;
  const { content, standing } = listing;
  const prices = priceRange(offers);
  const touch = touchRow(write, uptimes);
  return {
    id: touch.id,
    state_facts: touch.state_facts,
    offer_facts: touch.offer_facts,
    consecutive_failures: touch.consecutive_failures,
    document_hash: touch.document_hash,
    last_probed_at: touch.last_probed_at,
    last_ok_at: touch.last_ok_at,
    uptime: touch.uptime,
    resource: listing.resource,
    method: listing.method,
    tool_name: listing.toolName,
    origin: listing.origin,
    type: content.type,
    state: standing.state,
    state_reason: standing.reason,
    state_since: standing.since,
    merged_into: listing.mergedInto,
    evidence: listing.evidence,
    payability: content.payability,
    x402_version: content.x402Version,
    title: content.title,
    description: content.description,
    mime_type: content.mimeType,
    service_name: content.serviceName,
    tags: content.tags,
    icon_url: content.iconUrl,
    categories: content.categories,
    route_template: content.routeTemplate,
    example_url: listing.exampleUrl,
    extensions: content.extensions,
    supports_sign_in: content.supportsSignIn,
    call_complete: content.callComplete,
    call: content.call,
    output_schema: content.outputSchema,
    output_example: content.outputExample,
    challenge: content.challenge,
    issues: issuesJson(content.issues),
    fingerprint: content.fingerprint,
    min_price_usd: prices?.min ?? null,
    max_price_usd: prices?.max ?? null,
    quality: quality(content),
    version: listing.version.toString(),
    first_seen_at: at,
    first_listed_at: listing.firstListedAt,
    changed_at: at,
  };
}

export const offerRow = ({ listing }: ListingWrite, offer: OfferRecord): Omit<JsonRow<Offer>, 'listing'> => ({
  listing_id: listing.id,
  key: offer.key,
  position: offer.position,
  x402_version: offer.x402Version,
  evidence: offer.evidence,
  seen_at: offer.seenAt,
  scheme: offer.scheme,
  network: offer.network,
  environment: offer.environment,
  asset: offer.asset,
  asset_raw: offer.assetRaw,
  amount_atomic: offer.amountAtomic?.toString() ?? null,
  amount_raw: offer.amountRaw,
  amount: offer.amount,
  price_usd: offer.priceUsd,
  price_usd_high30d: offer.priceUsdHigh30d,
  usd_micros: mostMicros(offer),
  price_usd_as_of: priceUsdAsOf(offer),
  price_kind: offer.priceKind,
  pay_to: offer.payTo,
  max_timeout_seconds: offer.maxTimeoutSeconds,
  payment_flow: offer.paymentFlow,
  transfer_method: offer.transferMethod,
  payability: offer.payability,
  issues: issuesJson(offer.issues),
  raw: offer.raw,
});

/** What a price cap is tested on. */
function mostMicros({ priceKind, priceUsd, priceUsdHigh30d }: OfferRecord): string | null {
  const most = priceKind === 'DYNAMIC' ? priceUsdHigh30d : priceUsd;
  return most === null ? null : (usdMicros(most)?.toString() ?? null);
}

/** Over mainnet offers; where there are none, over the others. */
function priceRange(offers: readonly OfferRecord[]): { min: string; max: string } | null {
  const mainnet = offers.filter((offer) => offer.environment === 'MAINNET');
  const asked = mainnet.length > 0 ? mainnet : offers;
  const prices = asked.flatMap(({ priceUsd }) => (priceUsd === null ? [] : [priceUsd])).sort(compareDecimals);
  const min = prices[0];
  const max = prices.at(-1);
  return min === undefined || max === undefined ? null : { min, max };
}
