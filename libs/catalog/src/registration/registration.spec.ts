import { type TestCatalog, aCatalog } from '../../../../test/builders/a-catalog.js';
import { aSighting } from '../../../../test/builders/a-sighting.js';
import { aSilentProbe, anObservation } from '../../../../test/builders/an-observation.js';
import { type Observed } from '../ingest/observed.js';
import { ListingRepository } from '../listing/listing.repository.js';
import { OperatorService } from '../operator/operator.service.js';
import { readPlace } from '../operator/place.js';
import { type ProbeEvidence } from '../state/evidence.js';
import { ProbeRequestRepository } from './probe-request.repository.js';
import { ProbeWatch } from './probe-watch.js';
import { RegistrationBudgetRepository } from './registration-budget.repository.js';
import { RegistrationService } from './registration.service.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const URL_KNOWN = 'https://api.example.com/weather';
const OTHER_SPELLING = `${URL_KNOWN}?city=oslo`;

let catalog: TestCatalog;
let registration: RegistrationService;
let targetId: string;

beforeEach(async () => {
  catalog = await aCatalog();
  const { database, clock, ingest } = catalog;
  const requests = new ProbeRequestRepository(database);
  registration = new RegistrationService(
    ingest,
    new ListingRepository(database),
    requests,
    new ProbeWatch(requests, clock, () => Promise.resolve()),
    new RegistrationBudgetRepository(database, { perMinute: 60, perDay: 1_000 }),
    clock,
    { waitMs: 0 },
  );
  targetId = (await catalog.sightOne(aSighting({ url: URL_KNOWN }))).targetId;
});
afterEach(() => catalog.close());

const register = (resource = URL_KNOWN) =>
  registration.register({ resource, method: null, toolName: null, example: null }, null);

/** A worker looks at the target. */
async function probed(change: Partial<Observed> = {}): Promise<void> {
  const at = catalog.clock.now();
  const seen = aSilentProbe(await catalog.lease(targetId), { at, url: URL_KNOWN, ...change });
  expect(await catalog.ingest.observe([seen])).toEqual(['stored']);
}
const probedAs = (evidence: ProbeEvidence): Promise<void> => probed({ evidence });
const probedWell = async (): Promise<void> => {
  const { answer, evidence, reading } = anObservation(await catalog.lease(targetId), { url: URL_KNOWN });
  await probed({ answer, evidence, reading });
};

/** How long after now the next probe of the listing is due, and when its origin is asked; null where never. */
async function dueInMs(): Promise<{ target: number | null; origin: number | null }> {
  const [row] = await catalog.database.query<{ target: Date | null; origin: Date | null }[]>(
    `SELECT (SELECT min(next_probe_at) FROM target) AS target, (SELECT next_request_at FROM origin) AS origin`,
  );
  const inMs = (at: Date | null | undefined): number | null =>
    at == null ? null : at.getTime() - catalog.clock.now().getTime();
  return { target: inMs(row?.target), origin: inMs(row?.origin) };
}

/** A worker gives the origin back: it is due with its next target, if there is one. */
const givenBack = () =>
  catalog.database.query(
    'UPDATE origin SET leased_until = NULL, next_request_at = (SELECT min(next_probe_at) FROM target)',
  );

describe('registering a known URL', () => {
  it('gives the last result for a minute, and looks again after that', async () => {
    await probedAs({ kind: 'unlistable', reason: 'http-404' });

    catalog.clock.advance(MINUTE - 1);
    expect(await register()).toMatchObject({ state: 'REFUSED', reason: 'http-404' });
    expect((await dueInMs()).target).toBe(DAY - MINUTE + 1);
    catalog.clock.advance(1);
    await register();
    expect((await dueInMs()).target).toBe(0);
  });

  it('gives the last result of a listing that is fine for a minute, however the URL is spelled', async () => {
    await probedWell();

    catalog.clock.advance(MINUTE - 1);
    expect(await register(OTHER_SPELLING)).toMatchObject({ state: 'LISTED' });
    expect((await dueInMs()).target).toBe(15 * MINUTE - MINUTE + 1);
    catalog.clock.advance(1);
    await register(OTHER_SPELLING);
    expect((await dueInMs()).target).toBe(0);
  });

  it('looks again now, however long our own back-off is', async () => {
    for (let times = 0; times < 5; times++) {
      catalog.clock.advance(MINUTE);
      await probedAs({ kind: 'no-answer', reason: 'unreachable-dns' });
    }
    expect((await dueInMs()).target).toBe(3 * DAY);

    catalog.clock.advance(HOUR);
    await register();

    expect(await dueInMs()).toEqual({ target: 0, origin: 0 });
  });

  it.each<[string, (until: Date) => ProbeEvidence]>([
    ['has too much to do', (until) => ({ kind: 'not-now', reason: 'rate-limited', retryAt: until })],
    ['pauses', (until) => ({ kind: 'paused', until })],
  ])('waits for as long as an endpoint said that %s', async (_what, say) => {
    await probedWell();
    catalog.clock.advance(HOUR);
    await probedAs(say(new Date(catalog.clock.now().getTime() + 2 * DAY)));

    catalog.clock.advance(DAY);
    await register();

    expect((await dueInMs()).target).toBe(DAY);
    await register(OTHER_SPELLING);
    expect((await dueInMs()).target).toBe(DAY);
  });

  it('leaves alone what its owner took out, and looks at the time it was to be looked at', async () => {
    await probedAs({ kind: 'opted-out' });

    catalog.clock.advance(DAY);
    expect(await register()).toMatchObject({ state: 'DELISTED', reason: 'opted-out' });
    expect(await register(OTHER_SPELLING)).toMatchObject({ state: 'DELISTED', reason: 'opted-out' });

    expect((await dueInMs()).target).toBe(6 * DAY);
  });

  it('leaves alone what the operator took out', async () => {
    await probedWell();
    const operator = new OperatorService(catalog.database, catalog.clock);
    await operator.block(readPlace('origin', URL_KNOWN), 'counterfeit weather');

    catalog.clock.advance(DAY);
    expect(await register()).toMatchObject({ state: 'DELISTED', reason: 'blocked' });

    expect((await dueInMs()).target).toBeNull();
  });

  it('looks again at what is gone', async () => {
    await probedAs({ kind: 'gone' });
    catalog.clock.advance(HOUR);
    await probedAs({ kind: 'gone' });
    await givenBack();
    expect(await dueInMs()).toEqual({ target: null, origin: null });

    catalog.clock.advance(DAY);
    expect(await register()).toMatchObject({ state: 'RETIRED', reason: 'gone' });

    expect(await dueInMs()).toEqual({ target: 0, origin: 0 });
  });
});

it('waits by another spelling too, where nothing has ever been found', async () => {
  const retryAt = new Date(catalog.clock.now().getTime() + 2 * DAY);
  await probedAs({ kind: 'not-now', reason: 'rate-limited', retryAt });

  catalog.clock.advance(DAY);
  await register(OTHER_SPELLING);

  expect(await catalog.database.query('SELECT DISTINCT next_probe_at FROM target')).toEqual([
    { next_probe_at: retryAt },
  ]);
});

it('tries the plain URL of what has paused no sooner', async () => {
  await probedWell();
  const leader = await catalog.sightOne(aSighting({ url: OTHER_SPELLING }));
  await catalog.database.query('UPDATE target SET next_probe_at = NULL');
  await catalog.database.query('UPDATE target SET next_probe_at = $1 WHERE id = $2', [
    catalog.clock.now(),
    leader.targetId,
  ]);
  const until = new Date(catalog.clock.now().getTime() + 2 * DAY);
  targetId = leader.targetId;
  catalog.clock.advance(HOUR);
  await probed({ url: OTHER_SPELLING, evidence: { kind: 'paused', until } });

  expect(await catalog.database.query('SELECT next_probe_at FROM target WHERE on_trial')).toEqual([
    { next_probe_at: until },
  ]);
});

it('looks again at what is gone when a source names it again', async () => {
  await probedAs({ kind: 'gone' });
  catalog.clock.advance(HOUR);
  await probedAs({ kind: 'gone' });
  await givenBack();

  catalog.clock.advance(DAY);
  await catalog.ingest.sight([aSighting({ url: URL_KNOWN })]);

  expect(await dueInMs()).toEqual({ target: 0, origin: 0 });
});
