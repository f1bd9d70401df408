import fc from 'fast-check';

import { aChallenge } from '../../../../test/builders/a-challenge.js';
import { aRequirement } from '../../../../test/builders/a-requirement.js';
import { aSighting } from '../../../../test/builders/a-sighting.js';
import { aSilentProbe, anObservation } from '../../../../test/builders/an-observation.js';
import { type ListingRecord } from '../listing/listing-record.js';
import { type OfferRecord } from '../offer/offer-record.js';
import { type ProbeEvidence } from '../state/evidence.js';
import { admitTarget } from '../target/admit-target.js';
import { type Observed } from './observed.js';
import { type ObservationPlan, planObservations } from './plan-observations.js';
import { planSightings } from './plan-sightings.js';
import { type KnownTarget, sortOut } from './same-again.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.parse('2026-11-01T00:00:00.000Z');
const URL = 'https://api.example.com/cities/paris';
const LEASE = { targetId: '1', origin: 'https://api.example.com', leaseToken: '1' };
const payee = (n: number): string => `0x${String(n + 1).padStart(40, '1')}`;

/** One look at the listing: how long after the last, by which name, and what it shows. */
interface Look {
  readonly afterMs: number;
  readonly url: string;
  readonly isAlias: boolean;
  readonly says: Said | ProbeEvidence;
}

/** What an answer that can be paid says. */
interface Said {
  readonly amount: string;
  readonly payee: number;
  readonly words: string;
  readonly template: boolean;
  readonly nonce: number;
}

/** What is stored of the listing, as the planner left it. */
interface Stored {
  readonly listing: ListingRecord;
  readonly offers: readonly OfferRecord[];
}

function firstSight(): Stored {
  const sighted = aSighting({ url: URL });
  const target = admitTarget(sighted, () => null);
  if (!target.ok) throw new Error(target.error);
  const nothing = { targets: new Map(), listings: new Map(), offersOf: new Map(), survivors: new Map() };
  const plan = planSightings(
    [{ sighted, target: target.value }],
    { ...nothing, counts: [], outdated: new Set() },
    { now: new Date(START), quota: { origin: 1, domain: 1 }, isBlocked: () => false },
  );
  return plan.listings[0]!;
}

function observed({ url, says }: Look, at: Date): Observed {
  if ('kind' in says) return aSilentProbe(LEASE, { url, at, evidence: says });
  const extra = { name: 'USD Coin', version: '2', recentBlockhash: `block ${says.nonce}` };
  const accepts = [aRequirement({ amount: says.amount, payTo: payee(says.payee), extra })];
  const extensions = says.template ? { bazaar: TEMPLATE } : {};
  const resource = { description: says.words };
  return anObservation(LEASE, { url, at, challenge: aChallenge({ url, accepts, resource, extensions }) });
}

const TEMPLATE = {
  routeTemplate: '/cities/:city',
  info: { input: { type: 'http', method: 'GET', pathParams: { city: 'paris' } } },
  schema: {},
};

/** The long way: everything is known, everything is planned. */
function planned(stored: Stored, isAlias: boolean, probe: Observed): ObservationPlan {
  const { id, resource, method, toolName, mergedInto } = stored.listing;
  const own = mergedInto === null ? [[JSON.stringify([resource, method, toolName]), id] as const] : [];
  return planObservations([probe], {
    listingOf: new Map([[LEASE.targetId, stored.listing]]),
    aliases: new Set(isAlias ? [LEASE.targetId] : []),
    offersOf: new Map([[id, stored.offers]]),
    ownerOf: new Map(own),
  });
}

function stored(before: Stored, { listings, touches }: ObservationPlan): Stored {
  const [touch] = touches;
  if (touch === undefined) return listings[0] ?? before;
  const { offerFacts, documentHash, standing } = touch.listing;
  const facts = { ...before.listing.standing, facts: standing.facts };
  return { ...before, listing: { ...before.listing, offerFacts, documentHash, standing: facts } };
}

const known = (listing: ListingRecord, isAlias: boolean): Map<string, KnownTarget> =>
  new Map([[LEASE.targetId, { listing, isAlias, probedAt: null, lastProbedAt: null, uptime: null }]]);

/** Whether nothing moved but what moves at every probe. */
const isTouch = ({
  listings,
  pricePoints,
  stateChanges,
  changes,
  merges,
  dropped,
}: ObservationPlan): boolean =>
  [listings, pricePoints, stateChanges, changes, merges, dropped].every(({ length }) => length === 0);

/** What is rare is planned, though it moves nothing: a failure of another name, and a payee that is never the same. */
const isLeftAlone = ({ isAlias, says }: Look, { offers }: Stored): boolean =>
  (isAlias && 'kind' in says) ||
  offers.some(({ issues }) => issues.some(({ code }) => code === 'pay-to-dynamic'));

const moved = (plan: Pick<ObservationPlan, 'touches' | 'targets'>) => ({
  targets: plan.targets,
  touches: plan.touches.map(({ at, probed, listing }) => ({
    ...{ at, probed, id: listing.id, facts: listing.standing.facts, offerFacts: listing.offerFacts },
    hash: Buffer.from(listing.documentHash).toString('hex'),
  })),
});

const said = fc.record({
  amount: fc.constantFrom('10000', '10000', '10000', '20000'),
  payee: fc.constantFrom(0, 0, 0, 1, 2),
  words: fc.constantFrom('The weather.', 'The weather.', 'Weather, by city.'),
  template: fc.constantFrom(false, false, false, true),
  nonce: fc.nat(9),
});
const unpaid = fc.constantFrom<ProbeEvidence>(
  { kind: 'no-answer', reason: 'unreachable-timeout' },
  { kind: 'no-answer', reason: 'unreachable-timeout' },
  { kind: 'unlistable', reason: 'http-5xx' },
  { kind: 'free', originSaysPaid: false },
  { kind: 'not-now', reason: 'rate-limited', retryAt: null },
  { kind: 'paused', until: new Date(START + DAY) },
  { kind: 'gone' },
  { kind: 'opted-out' },
  { kind: 'robots' },
);
const look: fc.Arbitrary<Look> = fc.record({
  afterMs: fc.constantFrom(MINUTE, 15 * MINUTE, HOUR, DAY, 8 * DAY, 31 * DAY),
  url: fc.constantFrom(URL, URL, `${URL}?units=metric`),
  isAlias: fc.constantFrom(false, false, false, true),
  says: fc.oneof({ weight: 3, arbitrary: said }, { weight: 1, arbitrary: unpaid }),
});

it('finds at a glance what planning finds, and nothing that planning finds to be news', () => {
  const seen = { same: 0, news: 0 };
  fc.assert(
    fc.property(fc.array(look, { minLength: 4, maxLength: 24 }), (looks) => {
      let before = firstSight();
      let at = START;
      for (const step of looks) {
        const probe = observed(step, new Date((at += step.afterMs)));
        const plan = planned(before, step.isAlias, probe);
        const sorted = sortOut([probe], known(before.listing, step.isAlias));
        const isGlanced = sorted.same.length === 1;

        expect([...sorted.same, ...sorted.others]).toEqual([probe]);
        if (isGlanced) expect([isTouch(plan), moved(sorted)]).toEqual([true, moved(plan)]);
        else expect(isTouch(plan) && !isLeftAlone(step, before)).toBe(false);
        seen[isGlanced ? 'same' : 'news']++;
        before = stored(before, plan);
      }
    }),
    { numRuns: 300 },
  );
  expect(Math.min(seen.same, seen.news)).toBeGreaterThan(150);
});

it('leaves to be planned, in its order, what a batch says more than once of a listing', () => {
  const { listing } = firstSight();
  const silent: Look = {
    ...{ afterMs: 0, url: URL, isAlias: false },
    says: { kind: 'not-now', reason: 'bot-wall', retryAt: null },
  };
  const first = observed(silent, new Date(START));
  const second = { ...observed(silent, new Date(START + MINUTE)), targetId: '2' };
  const both = new Map([...known(listing, false), ['2', known(listing, false).get('1')!]]);

  expect(sortOut([first, second], both)).toMatchObject({ same: [], others: [first, second] });
});

it('leaves to be planned what it knows nothing of', () => {
  const probe = aSilentProbe(LEASE);

  expect(sortOut([probe], new Map())).toEqual({ same: [], touches: [], targets: [], others: [probe] });
});
