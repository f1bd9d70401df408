import { DocumentRequestRepository, OperatorService, REGISTER, readPlace } from '@bazaar/catalog';

import { type TestCatalog, aCatalog } from '../../../../test/builders/a-catalog.js';
import { aSighting } from '../../../../test/builders/a-sighting.js';
import { anObservation, aSilentProbe } from '../../../../test/builders/an-observation.js';
import { type DueTarget, type Lease, type LeaseEnd } from './lease.js';
import { LeaseDesk } from './lease-desk.js';
import { LeaseRepository } from './lease.repository.js';

const LEASE_MS = 60_000;

let catalog: TestCatalog;
let leases: LeaseRepository;
beforeEach(async () => {
  catalog = await aCatalog();
  leases = new LeaseRepository(catalog.database, catalog.clock, { leaseMs: LEASE_MS, perDomain: 16 });
});
afterEach(() => catalog.close());

const originOf = (number: number): string => `https://s${number}.example`;

async function sightMany(count: number): Promise<void> {
  await catalog.ingest.sight(
    Array.from({ length: count }, (_, number) => aSighting({ url: `${originOf(number)}/a` })),
  );
}

const register = (url: string) => catalog.sightOne(aSighting({ url, probeNow: true, source: REGISTER }));

function endOf(change: Partial<LeaseEnd> = {}): LeaseEnd {
  return {
    bucket: { tokens: 2.5, at: catalog.clock.now().getTime() },
    notBefore: null,
    waitUntil: null,
    documentsMatter: false,
    robots: null,
    ...change,
  };
}

async function dueTargets(lease: Lease, limit = 10, without: readonly string[] = []): Promise<DueTarget[]> {
  const [due] = await leases.dueTargets([{ lease, limit, without }]);
  return due!;
}

async function release(lease: Lease, end: LeaseEnd): Promise<boolean> {
  const [isDue] = await leases.release([{ lease, end }]);
  return isDue!;
}

async function takeOne(): Promise<Lease> {
  const [lease] = await leases.takeDue(1);
  if (lease === undefined) throw new Error('Nothing is due.');
  return lease;
}

async function nextRequestAt(origin: string): Promise<Date | null> {
  const [row] = await catalog.database.query<{ next_request_at: Date | null }[]>(
    'SELECT next_request_at FROM origin WHERE origin = $1',
    [origin],
  );
  return row?.next_request_at ?? null;
}

const inMs = (ms: number): Date => new Date(catalog.clock.now().getTime() + ms);

describe('a lease', () => {
  it('of an origin goes to one worker, however many ask', async () => {
    await sightMany(40);

    const taken = await Promise.all(Array.from({ length: 8 }, () => leases.takeDue(10)));

    const origins = taken.flat().map(({ origin }) => origin);
    expect(origins).toHaveLength(40);
    expect(new Set(origins).size).toBe(40);
  });

  it('goes to few origins of one owner, however many names they have', async () => {
    const tenants = Array.from({ length: 30 }, (_, number) => `https://t${number}.crowd.example.com/a`);
    await catalog.ingest.sight(tenants.map((url) => aSighting({ url })));
    catalog.clock.advance(1_000);
    await sightMany(1);

    const first = await leases.takeDue(30);
    const second = await leases.takeDue(30, ['example.com']);

    expect(first.filter(({ domain }) => domain === 'example.com')).toHaveLength(16);
    expect(first.map(({ origin }) => origin)).toContain(originOf(0));
    expect(second).toEqual([]);
  });

  it('is not had of what the operator holds', async () => {
    await sightMany(2);
    const [held] = await leases.takeDue(1);
    const operator = new OperatorService(catalog.database, catalog.clock);

    await operator.pause(readPlace('origin', originOf(0)), 'calm', inMs(60_000));
    await operator.pause(readPlace('origin', originOf(1)), 'calm', null);

    expect(await leases.takeDue(2)).toEqual([]);
    expect(await dueTargets(held!)).toEqual([]);
    catalog.clock.advance(60_000);
    expect((await leases.takeDue(2)).map(({ origin }) => origin)).toEqual([originOf(0)]);
  });

  it('is taken over once it has run out, and the first holder can do nothing any more', async () => {
    const { targetId } = await register(`${originOf(1)}/a`);
    const first = await takeOne();
    catalog.clock.advance(LEASE_MS - 1);
    expect(await leases.takeDue(1)).toEqual([]);
    catalog.clock.advance(1);
    const second = await takeOne();

    expect(Number(second.token)).toBe(Number(first.token) + 1);
    expect(await leases.renew([first])).toEqual([first]);
    expect(await dueTargets(first)).toEqual([]);
    await release(first, endOf());
    await leases.postpone(first, targetId, inMs(1_000));
    expect(await catalog.ingest.observe([aSilentProbe(observedUnder(first, targetId))])).toEqual([
      'lost-lease',
    ]);
    expect(await dueTargets(second)).toHaveLength(1);
    expect(await catalog.ingest.observe([aSilentProbe(observedUnder(second, targetId))])).toEqual(['stored']);
  });

  it('lasts for as long as it is renewed', async () => {
    await sightMany(2);
    const held = await leases.takeDue(2);
    for (let renewals = 0; renewals < 4; renewals++) {
      catalog.clock.advance(LEASE_MS / 2);
      expect(await leases.renew(held)).toEqual([]);
    }

    expect(await leases.takeDue(2)).toEqual([]);
  });

  it('of many origins is asked about, and given back, at once; what is lost is left out', async () => {
    await sightMany(3);
    const held = await leases.takeDue(3);
    catalog.clock.advance(LEASE_MS);
    await leases.takeDue(1, []); // the first of them is another's now
    await catalog.database.query('UPDATE origin SET leased_until = $1 WHERE leased_until <= $2', [
      inMs(LEASE_MS),
      catalog.clock.now(),
    ]);

    const due = await leases.dueTargets(held.map((lease) => ({ lease, limit: 5, without: [] })));
    const released = await leases.release(held.map((lease) => ({ lease, end: endOf() })));

    const urls = held.map(({ origin }) => [`${origin}/a`]);
    const lost = due.findIndex((targets) => targets.length === 0);
    expect(due.map((targets) => targets.map(({ url }) => url))).toEqual(urls.with(lost, []));
    expect(released).toEqual([true, true, true].with(lost, false));
  });

  it('hands on the bucket and robots.txt', async () => {
    await sightMany(1);
    const lease = await takeOne();
    expect(lease).toMatchObject({ bucket: null, robots: null });
    const robots = { kind: 'rules' as const, text: 'User-agent: *', readAt: catalog.clock.now() };
    await release(lease, endOf({ robots }));

    expect(await takeOne()).toMatchObject({
      bucket: { tokens: 2.5, at: catalog.clock.now().getTime() },
      robots,
    });
  });
});

describe('a request for a probe', () => {
  it('is served before what is merely due, and names who registered', async () => {
    await sightMany(5);
    catalog.clock.advance(1_000);
    await register(`${originOf(3)}/b`);

    const [first, ...others] = await leases.takeRequested(10);

    expect(others).toEqual([]);
    expect(first?.origin).toBe(originOf(3));
    expect(await dueTargets(first!)).toMatchObject([
      { url: `${originOf(3)}/b`, requested: true, registered: true, probedBefore: false },
      { url: `${originOf(3)}/a`, requested: false, registered: false },
    ]);
  });

  it("overrides our own back-off, and never the origin's Retry-After", async () => {
    await register(`${originOf(1)}/a`);
    await release(await takeOne(), endOf({ notBefore: inMs(10_000) }));
    expect(await leases.takeRequested(1)).toEqual([]);
    await register(`${originOf(1)}/b`);
    const [lease] = await leases.takeRequested(1);
    await release(lease!, endOf({ waitUntil: inMs(20_000) }));
    await register(`${originOf(1)}/c`);

    expect(await leases.takeRequested(1)).toEqual([]);
    expect(await leases.takeDue(1)).toEqual([]);
    catalog.clock.advance(20_000);
    expect(await leases.takeRequested(1)).toHaveLength(1);
  });

  it('that comes while the origin is held overrides our own back-off too, once', async () => {
    await register(`${originOf(1)}/a`);
    const first = await takeOne();
    catalog.clock.advance(1_000);
    await register(`${originOf(1)}/b`);

    expect(await release(first, endOf({ notBefore: inMs(600_000) }))).toBe(true);
    const [second] = await leases.takeRequested(1);
    expect(await release(second!, endOf({ notBefore: inMs(600_000) }))).toBe(false);
    expect(await leases.takeRequested(1)).toEqual([]);
  });

  it("that comes while the origin is held waits for the origin's Retry-After", async () => {
    await register(`${originOf(1)}/a`);
    const lease = await takeOne();
    catalog.clock.advance(1_000);
    await register(`${originOf(1)}/b`);

    expect(await release(lease, endOf({ waitUntil: inMs(20_000) }))).toBe(false);
    expect(await leases.takeRequested(1)).toEqual([]);
  });

  it('takes turns with what is merely due', async () => {
    await sightMany(1);
    for (let page = 0; page < 3; page++) await register(`${originOf(0)}/junk${page}`);
    const lease = await takeOne();

    const due = await dueTargets(lease);

    expect(due.map(({ requested }) => requested)).toEqual([true, false, true, true]);
  });

  it('for a listing that a probe has found goes before those for names that never led anywhere', async () => {
    const own = `${originOf(0)}/own`;
    const { targetId } = await register(own);
    await catalog.ingest.observe([anObservation(await catalog.lease(targetId), { url: own })]);
    for (let page = 0; page < 20; page++) await register(`${originOf(0)}/junk${page}`);
    catalog.clock.advance(2 * 86_400_000);
    await register(own);
    const lease = await takeOne();

    const [first, second] = await dueTargets(lease, 2);

    expect(first).toMatchObject({ id: targetId, requested: true });
    expect(second).toMatchObject({ url: `${originOf(0)}/junk0`, requested: true });
  });

  it('by another spelling of what was probed is no first look', async () => {
    const { targetId } = await register(`${originOf(1)}/a`);
    const lease = await takeOne();
    await catalog.ingest.observe([aSilentProbe(observedUnder(lease, targetId), { at: catalog.clock.now() })]);
    await release(lease, endOf());
    const other = await register(`${originOf(1)}/a#other`);
    const [again] = await leases.takeRequested(1);

    expect(other.targetId).not.toBe(targetId);
    expect(await dueTargets(again!)).toMatchObject([
      { id: other.targetId, requested: true, registered: true, probedBefore: true },
    ]);
  });

  it('is over where the target was put off', async () => {
    const { targetId } = await register(`${originOf(1)}/a`);
    const lease = await takeOne();
    await leases.postpone(lease, targetId, inMs(600_000));

    await release(lease, endOf());

    expect(await nextRequestAt(originOf(1))).toEqual(inMs(600_000));
    expect(await leases.takeRequested(1)).toEqual([]);
  });
});

describe('an origin given back', () => {
  it('is due with its next target', async () => {
    const { targetId } = await register(`${originOf(1)}/a`);
    const lease = await takeOne();
    await catalog.ingest.observe([aSilentProbe(observedUnder(lease, targetId), { at: catalog.clock.now() })]);

    await release(lease, endOf());

    expect(await nextRequestAt(originOf(1))).toEqual(inMs(600_000)); // the first failure's delay
  });

  it('waits its turn where much is overdue', async () => {
    await sightMany(2);
    catalog.clock.advance(3_600_000);
    const lease = await takeOne();

    await release(lease, endOf());

    expect((await takeOne()).origin).not.toBe(lease.origin);
  });

  it('sees what was registered at the last moment', async () => {
    const { targetId } = await register(`${originOf(1)}/a`);
    const lease = await takeOne();
    await leases.postpone(lease, targetId, inMs(600_000));
    const registering = catalog.database.createQueryRunner();
    await registering.startTransaction();
    await registering.query('SELECT FROM origin FOR NO KEY UPDATE');
    const releasing = release(lease, endOf());
    await registering.query('UPDATE target SET next_probe_at = $1, requested_at = $1', [catalog.clock.now()]);
    await registering.query('UPDATE origin SET next_request_at = $1', [catalog.clock.now()]);
    await registering.commitTransaction();
    await registering.release();

    expect(await releasing).toBe(true);
    expect(await leases.takeRequested(1)).toHaveLength(1);
  });

  it('is not due at all where nothing is scheduled', async () => {
    await register(`${originOf(1)}/a`);
    const lease = await takeOne();
    await catalog.database.query('UPDATE target SET next_probe_at = NULL');

    await release(lease, endOf());

    expect(await nextRequestAt(originOf(1))).toBeNull();
  });
});

const observedUnder = ({ origin, token }: Lease, targetId: string) => ({
  targetId,
  origin,
  leaseToken: token,
});

describe('what the endpoint has said itself', () => {
  const url = 'https://s0.example/a?city=Rome';

  it('comes with the target: how it is called, by which method, at which address', async () => {
    const { targetId } = await catalog.sightOne(aSighting({ url, probeNow: true }));
    await catalog.ingest.observe([anObservation(await catalog.lease(targetId), { url, method: 'POST' })]);
    catalog.clock.advance(2 * 86_400_000);

    const [target] = await dueTargets(await takeOne());

    expect(target?.own).toMatchObject({
      method: 'POST',
      exampleUrl: url,
      call: { url: 'https://s0.example/a', parts: [] },
    });
  });

  it('is nothing as long as only others have said something', async () => {
    const read = anObservation({ targetId: '0', origin: '', leaseToken: '0' }, { url }).reading;
    const claim = { item: '{}', claimedAt: null, reading: read };
    await catalog.sightOne(aSighting({ url, claim }));

    const [target] = await dueTargets(await takeOne());

    expect(target).toMatchObject({ url, own: null });
  });
});

describe('the documents of an origin', () => {
  const requests = () => new DocumentRequestRepository(catalog.database);
  const unread = async (): Promise<string[]> => (await leases.takeUnread(10)).map(({ origin }) => origin);
  const end = (lease: Lease, change: Partial<LeaseEnd>) => release(lease, endOf(change));

  it('are due as soon as a probe has shown that they matter, and not before', async () => {
    await sightMany(2);
    const [first, second] = await leases.takeDue(2);
    await end(first!, { documentsMatter: true });
    await end(second!, {});

    expect(await unread()).toEqual([first!.origin]);
  });

  it('are due again a day after they were read', async () => {
    await sightMany(1);
    const lease = await takeOne();
    await catalog.database.query('UPDATE origin SET documents_read_at = $1', [catalog.clock.now()]);
    await end(lease, { documentsMatter: true });

    catalog.clock.advance(24 * 3_600_000 - 1);
    expect(await unread()).toEqual([]);
    catalog.clock.advance(1);
    expect(await unread()).toEqual([originOf(0)]);
  });

  it('are read by one worker at a time, who holds the origin alone', async () => {
    const origin = originOf(0);
    await requests().leave({ origin, domain: 's0.example', url: origin }, catalog.clock.now());
    await catalog.sightOne(aSighting({ url: `${origin}/a` }));

    expect(await Promise.all([unread(), unread()]).then((taken) => taken.flat())).toEqual([origin]);
    expect(await leases.takeDue(1)).toEqual([]);
  });

  it('come first where somebody waits, and never before the origin allows it', async () => {
    await sightMany(2);
    for (const lease of await leases.takeDue(2)) await end(lease, { documentsMatter: true });
    const [asked, waiting] = [originOf(7), originOf(8)];
    for (const origin of [asked, waiting])
      await requests().leave({ origin, domain: origin, url: origin }, catalog.clock.now());
    await catalog.database.query('UPDATE origin SET wait_until = $2 WHERE origin = $1', [
      waiting,
      inMs(1_000),
    ]);

    expect((await leases.takeAsked(10)).map(({ origin }) => origin)).toEqual([asked]);
    catalog.clock.advance(1_000);
    expect((await leases.takeAsked(10)).map(({ origin }) => origin)).toEqual([waiting]);
  });
});

it('lets no origin whose word cannot be stored hold up those it is given back with', async () => {
  await sightMany(3);
  const taken = await leases.takeDue(3);
  const desk = new LeaseDesk(leases);
  const robots = { kind: 'rules' as const, text: 'Disallow: /\ud83d', readAt: catalog.clock.now() };

  const released = await Promise.allSettled(
    taken.map((lease, index) => desk.release(lease, endOf(index === 1 ? { robots } : {}))),
  );

  expect(released.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await leases.takeDue(3)).toHaveLength(2);
});
