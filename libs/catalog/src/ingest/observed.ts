import { type Issue, type ResourceReading } from '@bazaar/x402';

import { type ProbeEvidence } from '../state/evidence.js';

/** What one probe of one target showed. */
export interface Observed {
  readonly targetId: string;
  /** The lease under which it was probed: stored only while it still stands. */
  readonly origin: string;
  readonly leaseToken: string;
  readonly at: Date;
  /** The request that decided: the URL that was asked, whatever a redirect made of it but for a slash. */
  readonly url: string;
  readonly method: string;
  /** How long it took, our own waiting left out; null where no request was made. */
  readonly ms: number | null;
  /** Null where nothing answered. */
  readonly answer: ObservedAnswer | null;
  readonly evidence: ProbeEvidence;
  /** Present exactly where the evidence is `payable`. */
  readonly reading: ResourceReading | null;
  /** What a seller is told of this probe beside its reason: part of the status, not of the document. */
  readonly issues: readonly Issue[];
}

/** An answer as it is kept: all that is needed to judge it again. */
export interface ObservedAnswer {
  /** The method that was answered; null where a redirect may have changed it. */
  readonly method: string | null;
  readonly status: number;
  /** Names in lower case, without cookies. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Where, on its own origin, the endpoint has moved for good. */
  readonly movedTo: string | null;
  /** The other requests of the same probe, in their order. */
  readonly beside: readonly AskedBeside[];
}

/** A request that did not decide. */
export interface AskedBeside {
  readonly method: string;
  /** Null where nothing answered. */
  readonly status: number | null;
  readonly ms: number;
}

/** `lost-lease`: another worker holds the origin now, its result counts. */
export type ObservationOutcome = 'stored' | 'lost-lease' | 'unknown-target' | 'ingest-refused';
