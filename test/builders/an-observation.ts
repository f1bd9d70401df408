import { type Observed } from '@bazaar/catalog';
import { readResource } from '@bazaar/x402';

import { aChallenge, aPaymentRequired } from './a-challenge.js';

type Lease = Pick<Observed, 'targetId' | 'origin' | 'leaseToken'>;

/** A probe that found a 402, unless told otherwise. */
export function anObservation(
  lease: Lease,
  change: Partial<Observed> & { challenge?: Record<string, unknown> } = {},
): Observed {
  const { challenge, ...rest } = change;
  const url = rest.url ?? 'https://api.example.com/weather';
  const method = rest.method ?? 'GET';
  const answer = aPaymentRequired(challenge ?? aChallenge({ url }));
  const reading = readResource({ url, method, answer });
  return {
    ...lease,
    at: new Date('2026-11-20T12:00:00.000Z'),
    url,
    method,
    ms: 12,
    answer: { ...answer, method, body: Buffer.from(answer.body), movedTo: null, beside: [] },
    evidence: { kind: 'payable' },
    reading: reading.ok ? reading.value : null,
    issues: [],
    ...rest,
  };
}

/** A probe that nothing answered. */
export const aSilentProbe = (lease: Lease, change: Partial<Observed> = {}): Observed =>
  anObservation(lease, {
    answer: null,
    evidence: { kind: 'no-answer', reason: 'unreachable-timeout' },
    reading: null,
    ...change,
  });
