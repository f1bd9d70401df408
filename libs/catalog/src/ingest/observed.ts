import { type ResourceReading } from '@bazaar/x402';

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
  /** Null where nothing answered. */
  readonly answer: ObservedAnswer | null;
  readonly evidence: ProbeEvidence;
  /** Present exactly where the evidence is `payable`. */
  readonly reading: ResourceReading | null;
}

/** An answer as it is kept: all that is needed to judge it again. */
export interface ObservedAnswer {
  /** The method that was answered; null where a redirect may have changed it. */
  readonly method: string | null;
  readonly status: number;
  /** Names in lower case, without cookies. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly ms: number;
}

/** `lost-lease`: another worker holds the origin now, its result counts. */
export type ObservationOutcome = 'stored' | 'lost-lease' | 'unknown-target' | 'ingest-refused';
