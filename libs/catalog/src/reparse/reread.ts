import { type ResourceReading } from '@bazaar/x402';

import { type ProbeEvidence } from '../state/evidence.js';

/** What the kept answers of one target show when newer code reads them. */
export interface Reread {
  readonly targetId: string;
  readonly origin: string;
  /** The target's last probe, when they were read: after a later one they count no more. */
  readonly probedAt: Date;
  /** What that probe was answered; null where it got no answer, or too little of it is kept. */
  readonly lastWord: ProbeEvidence | null;
  /** The latest challenge that is kept; null where it cannot be read. */
  readonly reading: ResourceReading | null;
  /** The URL that was asked for it, and when it was last seen. */
  readonly url: string;
  readonly seenAt: Date;
}

/** `superseded`: a probe came in between, or the target leads no listing any more. */
export type RereadOutcome = 'changed' | 'unchanged' | 'superseded' | 'ingest-refused';
