import { type Observed } from '@bazaar/catalog';

import { FakeClock } from '../../../../test/builders/a-clock.js';
import { type Probed, type Visit } from '../probing/probed.js';
import { type DueTarget, type Lease } from '../schedule/lease.js';
import { OriginVisit } from './origin-visit.js';

const MINUTE = 60_000;
const target = { id: '1', url: 'https://api.example.com/weather', requested: false } as DueTarget;
const silence: Probed = {
  url: target.url,
  method: 'GET',
  answer: null,
  reading: null,
  evidence: { kind: 'no-answer', reason: 'unreachable-timeout' },
  ms: 10_000,
  issues: [],
  besideWait: null,
};

/** One turn at an origin with one due target whose probe gives that result. */
async function visited(probed: Probed, isEvidence: boolean) {
  const clock = new FakeClock();
  const stored: Observed[] = [];
  const postponed: Date[] = [];
  const due = [[target], []];
  const visit = new OriginVisit(
    { origin: 'https://api.example.com', token: '1' } as Lease,
    { signal: new AbortController().signal, robots: { waitUntil: null } } as unknown as Visit,
    {
      leases: {
        dueTargets: () => Promise.resolve(due.shift() ?? []),
        postpone: (_lease, _id, until) => Promise.resolve(void postponed.push(until)),
      },
      results: { add: (observed) => Promise.resolve((stored.push(observed), 'stored')) },
      probe: () => Promise.resolve(probed),
      clock,
      pause: () => Promise.resolve(),
      concurrency: 1,
      isEvidence: () => isEvidence,
      onAsked: () => undefined,
      onProbed: () => undefined,
      onError: (error) => {
        throw error;
      },
    },
  );
  const { notBefore } = await visit.run();
  const inMs = (until: Date): number => until.getTime() - clock.now().getTime();
  return { stored, postponed, inMs: postponed.map(inMs), awayMs: notBefore && inMs(notBefore) };
}

describe('the silence of a seller', () => {
  it('is stored where it is evidence', async () => {
    const { stored, postponed } = await visited(silence, true);

    expect(stored).toMatchObject([{ targetId: '1', leaseToken: '1', evidence: { kind: 'no-answer' } }]);
    expect(postponed).toEqual([]);
  });

  it('is not held against it while our own network is suspect: it is asked again in ten minutes', async () => {
    const { stored, inMs } = await visited(silence, false);

    expect(stored).toEqual([]);
    expect(inMs).toEqual([10 * MINUTE]);
  });
});

describe('an origin that asks for patience', () => {
  it('is left alone for so long, whichever of its answers said so', async () => {
    const besideWait = new Date(new FakeClock().now().getTime() + 7 * MINUTE);

    const { stored, awayMs } = await visited({ ...silence, besideWait }, true);

    expect(stored).toHaveLength(1);
    expect(awayMs).toBe(7 * MINUTE);
  });
});
