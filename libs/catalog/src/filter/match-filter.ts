import { type Environment, type Payability, type PriceKind, type ResourceType } from '@bazaar/x402';

import { type Evidence, type ListingState } from '../state/listing-state.js';
import { assetMatcher } from './asset-match.js';
import { categoryMatch } from './category-match.js';
import { type ListingFilter, hasOfferFilter, statesOf } from './listing-filter.js';
import { networkMatch } from './network-match.js';

/** What a listing is filtered by. */
export interface ListingFacts {
  readonly type: ResourceType;
  readonly resource: string;
  readonly method: string | null;
  readonly origin: string;
  readonly tags: readonly string[];
  readonly extensions: readonly string[];
  /** Null: its words have not been read for them yet. */
  readonly categories: readonly string[] | null;
  readonly state: ListingState;
  readonly stateReason: string;
  readonly callComplete: boolean;
  readonly supportsSignIn: boolean;
  readonly lastProbedAt: Date | null;
  readonly changedAt: Date;
  /** Null: nothing to judge yet. */
  readonly uptime: number | null;
}

export interface OfferFacts {
  readonly key: string;
  readonly network: string;
  readonly environment: Environment;
  readonly asset: string | null;
  readonly assetRaw: string;
  readonly scheme: string;
  /** The most the offer can cost, in millionths of a dollar, rounded up; null where not known. */
  readonly usdMicros: bigint | null;
  readonly payTo: string;
  readonly priceKind: PriceKind;
  readonly paymentFlow: string | null;
  readonly payability: Payability;
  readonly evidence: Evidence;
}

/** Gives the keys of the offers that pass, or null where the listing does not match. */
export type ListingMatcher = (
  listing: ListingFacts,
  offers: readonly OfferFacts[],
) => readonly string[] | null;

/**
 * The filter as a pure predicate: what search engines and feeds must agree with. Gives the keys of the offers that
 * pass, or null where the listing does not match.
 *
 * All offer filters must hold for one offer together. A listing that has no offers passes where none are asked about.
 */
export const matchFilter = (
  listing: ListingFacts,
  offers: readonly OfferFacts[],
  filter: ListingFilter,
): readonly string[] | null => compileFilter(filter)(listing, offers);

/** The same for many listings: what a filter's values mean is looked up once. */
export function compileFilter(filter: ListingFilter): ListingMatcher {
  const excluded = filter.excludePayTo?.map((payTo) => payTo.toLowerCase()) ?? [];
  const categories = filter.categories === undefined ? null : categoryMatch(filter.categories);
  const passes = offerMatcher(filter);
  const offerless = !hasOfferFilter(filter);
  return (listing, offers) => {
    if (!listingMatches(listing, filter)) return null;
    if (categories !== null && !overlaps(categories, listing.categories ?? [])) return null;
    if (excluded.length > 0 && offers.some((offer) => excluded.includes(offer.payTo.toLowerCase())))
      return null;
    const passed = offers.filter(passes).map(({ key }) => key);
    if (passed.length > 0) return passed;
    return offers.length === 0 && offerless ? [] : null;
  };
}

function listingMatches(listing: ListingFacts, filter: ListingFilter): boolean {
  const paused = listing.state === 'STALE' && listing.stateReason === 'paused';
  return (
    statesOf(filter).includes(listing.state) &&
    (!paused || (filter.states?.includes('STALE') ?? false)) &&
    (filter.types?.includes(listing.type) ?? true) &&
    (filter.methods?.includes(listing.method ?? '') ?? true) &&
    (filter.origins?.includes(listing.origin) ?? true) &&
    !(filter.excludeOrigins?.includes(listing.origin) ?? false) &&
    (filter.tags === undefined || overlaps(lower(filter.tags), lower(listing.tags))) &&
    (filter.extensions === undefined || overlaps(filter.extensions, listing.extensions)) &&
    (filter.urlSubstring === undefined ||
      listing.resource.toLowerCase().includes(filter.urlSubstring.toLowerCase())) &&
    (filter.callable === undefined || listing.callComplete === filter.callable) &&
    (filter.supportsSignIn === undefined || listing.supportsSignIn === filter.supportsSignIn) &&
    filter.ownerVerified !== true &&
    (filter.minUptime === undefined || (listing.uptime ?? 0) >= filter.minUptime) &&
    (filter.probedSince === undefined ||
      (listing.lastProbedAt !== null && listing.lastProbedAt >= filter.probedSince)) &&
    (filter.changedSince === undefined || listing.changedAt >= filter.changedSince)
  );
}

function offerMatcher(filter: ListingFilter): (offer: OfferFacts) => boolean {
  const networkPasses = networkMatcher(filter);
  const isAsked = filter.assets === undefined ? null : assetMatcher(filter.assets);
  const payTo = filter.payTo?.toLowerCase();
  return (offer) => {
    const micros = offer.usdMicros;
    return (
      networkPasses(offer) &&
      (isAsked === null || isAsked(offer)) &&
      (filter.schemes?.includes(offer.scheme) ?? true) &&
      (filter.maxUsdMicros === undefined || (micros !== null && micros <= filter.maxUsdMicros)) &&
      (filter.minUsdMicros === undefined || (micros !== null && micros >= filter.minUsdMicros)) &&
      (payTo === undefined || offer.payTo.toLowerCase() === payTo) &&
      (filter.paymentFlows?.includes(offer.paymentFlow ?? 'authorization') ?? true) &&
      (filter.priceKinds?.includes(offer.priceKind) ?? true) &&
      (filter.payability?.includes(offer.payability) ?? true) &&
      (filter.blocked !== false || offer.payability !== 'BLOCKED') &&
      (filter.evidence === undefined || offer.evidence === filter.evidence)
    );
  };
}

/** Network and environment together: a network named outright is answered whatever its environment. */
function networkMatcher(filter: ListingFilter): (offer: OfferFacts) => boolean {
  if (filter.networks === undefined) return ({ environment }) => environmentMatches(environment, filter);
  const { ids, prefixes } = networkMatch(filter.networks);
  const named = new Set(ids);
  return ({ network, environment }) =>
    named.has(network) ||
    (prefixes.some((prefix) => network.startsWith(prefix)) && environmentMatches(environment, filter));
}

function environmentMatches(environment: Environment, filter: ListingFilter): boolean {
  switch (filter.environment ?? 'MAINNET') {
    case 'ANY':
      return true;
    case 'MAINNET':
      return environment !== 'TESTNET';
    case 'TESTNET':
      return environment === 'TESTNET';
  }
}

const lower = (texts: readonly string[]): readonly string[] => texts.map((text) => text.toLowerCase());
const overlaps = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((text) => others.includes(text));
