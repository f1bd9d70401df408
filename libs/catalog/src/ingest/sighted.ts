import { type ClaimedUsage, type Issue, type ResourceReading, type ResourceType } from '@bazaar/x402';

/** Who told us: made known with its first sighting. */
export interface SourceRef {
  readonly id: string;
  readonly kind: string;
  readonly url: string | null;
}

/** A source named a target. */
export interface Sighted {
  /** As written by the source. */
  readonly url: string;
  readonly method: string | null;
  readonly toolName: string | null;
  readonly type: ResourceType;
  readonly source: SourceRef;
  readonly claim: ClaimMade | null;
  /** Somebody waits: the target is probed before all that is merely due. */
  readonly probeNow: boolean;
  /** The registrant's example as JSON text, for the next probe only. */
  readonly example: string | null;
}

/** What the source said of the target. */
export interface ClaimMade {
  /** The source's own words, JSON text. */
  readonly item: string;
  readonly claimedAt: Date | null;
  readonly reading: ResourceReading | null;
  /** What there is to say of an item without a reading. */
  readonly issues?: readonly Issue[];
  readonly usage?: UsageClaimed | null;
}

/** Counters, and what they count, in words. */
export interface UsageClaimed extends ClaimedUsage {
  readonly counts: string;
}

export type SightingRefusal =
  | 'not-a-url'
  | 'unsupported-scheme'
  | 'url-too-long'
  | 'private-address'
  | 'port-not-allowed'
  | 'blocked'
  | 'ingest-refused';

/** Over the quota of its owner, or by the operator's word. */
export type KeptOutReason = 'quota' | 'blocked';

/** What became of one sighting. `kept-out`: kept as a target, without a listing. */
export type SightingOutcome =
  | { readonly status: 'new' | 'known'; readonly targetId: string; readonly listingId: string }
  | { readonly status: 'kept-out'; readonly reason: KeptOutReason; readonly targetId: string }
  | { readonly status: 'refused'; readonly reason: SightingRefusal; readonly detail: string | null };
