import { type Issue } from '@bazaar/x402';

import { type ListingSummary } from '../listing/listing-summary.repository.js';
import { type ListingState } from '../state/listing-state.js';

/** NEAR: not this URL but one like it under the same origin. */
export type StatusMatch = 'EXACT' | 'TEMPLATE' | 'REDIRECT' | 'NEAR';

/** Everything known about one URL, listed or refused, and why. */
export interface ListingStatus {
  readonly resource: string;
  readonly method: string | null;
  readonly toolName: string | null;
  /** Null where the target has no listing: over quota. */
  readonly listing: ListingSummary | null;
  readonly state: ListingState;
  readonly reason: string;
  readonly match: StatusMatch;
}

/** What we sent and what came back: the request that decided. */
export interface ProbeView {
  readonly at: Date;
  readonly url: string;
  readonly method: string;
  readonly status: number | null;
  readonly ms: number | null;
  readonly reason: string;
  /** JSON object, without cookies. Null where nothing answered. */
  readonly headers: string | null;
  /** At most 2 KiB, none of a 2xx answer. */
  readonly bodyStart: string | null;
  /** Leads to its answer, where that is kept: see ProbeRepository.challenges. */
  readonly answerId: string | null;
  /** What there is to say of this probe beside its reason. */
  readonly issues: readonly Issue[];
}

export interface StateChangeView {
  readonly id: string;
  readonly at: Date;
  readonly state: ListingState;
  readonly reason: string;
  readonly sourceId: string | null;
  readonly probeId: string | null;
}
