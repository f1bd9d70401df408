import { type Clock } from '@bazaar/kernel';
import { type FetchLimits, type GuardedHttp } from '@bazaar/platform';

import { noDocuments } from '../documents/origin-documents.js';
import { OriginGate } from '../manners/origin-gate.js';
import { realPause } from '../pause.js';
import { RobotsGate } from '../robots/robots-gate.js';
import { type DueTarget } from '../schedule/lease.js';
import { type ProbeResult } from './probed.js';
import { Prober } from './prober.js';

/** What a person may name to be looked at once. */
export interface OneLook {
  readonly url: string;
  readonly method: string | null;
  readonly toolName: string | null;
}

const LIMITS = { perSecond: 1, burst: 4, concurrency: 2 };

/** The same look a worker takes at a registered target, by itself: no lease, nothing stored. */
export async function probeOnce(
  look: OneLook,
  { http, limits, clock }: { http: GuardedHttp; limits: FetchLimits; clock: Clock },
): Promise<ProbeResult> {
  const gate = new OriginGate(null, LIMITS, clock, realPause);
  const robots = new RobotsGate(new URL(look.url).origin, null, http, gate, clock);
  const target: DueTarget = {
    ...{ ...look, id: '0', requested: true, registered: true },
    ...{ probedBefore: false, example: null, own: null },
  };
  return new Prober({ http, limits, clock, documents: noDocuments }).probe(target, {
    gate,
    robots,
    signal: new AbortController().signal,
  });
}
