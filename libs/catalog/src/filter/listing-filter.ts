import { type Payability, type PriceKind, type ResourceType } from '@bazaar/x402';

import { type Evidence, type ListingState } from '../state/listing-state.js';

export type EnvironmentFilter = 'MAINNET' | 'TESTNET' | 'ANY';

/**
 * Hard limits, as every surface hands them over: parsed, bounded, canonical where there is one form. An absent field
 * does not limit; an empty list matches nothing.
 */
export interface ListingFilter {
  readonly types?: readonly ResourceType[];
  /** CAIP-2 ids, V1 names, or patterns such as `eip155:*`. */
  readonly networks?: readonly string[];
  /** Addresses, or symbols of the registry. */
  readonly assets?: readonly string[];
  readonly schemes?: readonly string[];
  readonly maxUsdMicros?: bigint;
  readonly minUsdMicros?: bigint;
  readonly payTo?: string;
  readonly methods?: readonly string[];
  readonly origins?: readonly string[];
  readonly tags?: readonly string[];
  readonly extensions?: readonly string[];
  /** Names of the taxonomy, or of a group in it: `ai` is every `ai/…`. */
  readonly categories?: readonly string[];
  readonly paymentFlows?: readonly string[];
  readonly priceKinds?: readonly PriceKind[];
  readonly urlSubstring?: string;
  readonly excludeOrigins?: readonly string[];
  readonly excludePayTo?: readonly string[];
  readonly probedSince?: Date;
  readonly callable?: boolean;
  /** Silent: MAINNET in answers, ANY in feeds. */
  readonly environment?: EnvironmentFilter;
  readonly states?: readonly ListingState[];
  readonly evidence?: Evidence;
  readonly payability?: readonly Payability[];
  /** False: offers nobody can pay do not count, as search has it by default. Asks for no offer where there are none. */
  readonly blocked?: false;
  readonly supportsSignIn?: boolean;
  readonly ownerVerified?: boolean;
  /** A share, 0 to 1. What was never judged passes 0 alone. */
  readonly minUptime?: number;
  readonly changedSince?: Date;
}

/** Fields that must hold for one offer together; all others are about the listing. */
const OFFER_FILTERS = [
  'networks',
  'assets',
  'schemes',
  'maxUsdMicros',
  'minUsdMicros',
  'payTo',
  'paymentFlows',
  'priceKinds',
  'evidence',
  'payability',
] as const satisfies readonly (keyof ListingFilter)[];

export const hasOfferFilter = (filter: ListingFilter): boolean =>
  OFFER_FILTERS.some((name) => filter[name] !== undefined);

/** The states an answer holds when none are asked for: what can be bought; for claims also what nobody has probed yet. */
export const statesOf = (filter: ListingFilter): readonly ListingState[] =>
  filter.states ?? (filter.evidence === 'CLAIMED' ? ['PENDING', 'LISTED', 'STALE'] : ['LISTED', 'STALE']);
