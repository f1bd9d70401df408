export type ListingState =
  'PENDING' | 'LISTED' | 'STALE' | 'UNREACHABLE' | 'FREE' | 'REFUSED' | 'DELISTED' | 'RETIRED';

export const LISTING_STATES = [
  'PENDING',
  'LISTED',
  'STALE',
  'UNREACHABLE',
  'FREE',
  'REFUSED',
  'DELISTED',
  'RETIRED',
] as const satisfies readonly ListingState[];

/** Nobody can buy there, and most of it will not come back. */
export const GONE_STATES = ['RETIRED', 'DELISTED'] as const satisfies readonly ListingState[];

/** PROBED: read from the seller's own 402 by us. CLAIMED: somebody's catalogue or document says so. */
export type Evidence = 'PROBED' | 'CLAIMED';

/** The feed's set, and what answers hold unless other states are asked for. */
export const isInFeed = (state: ListingState): boolean => state === 'LISTED' || state === 'STALE';
