import { FakeClock } from '../../../../test/builders/a-clock.js';
import { AddressBudget } from './address-budget.js';
import { type AddressLoan } from './address-budget.repository.js';
import { OriginGate } from './origin-gate.js';
import { readRetryAfter } from './retry-after.js';

const RATE = { perSecond: 1, burst: 4 };
const NEVER = new AbortController().signal;

/** A pause that takes no time: it moves the clock. */
function aClock() {
  const clock = new FakeClock(new Date(0));
  const pauses: number[] = [];
  const pause = (ms: number): Promise<void> => {
    pauses.push(ms);
    clock.advance(ms);
    return Promise.resolve();
  };
  return { clock, pause, pauses };
}

describe('the gate of an origin', () => {
  it('lets the burst pass and spaces the rest by the rate', async () => {
    const { clock, pause, pauses } = aClock();
    const gate = new OriginGate(null, { ...RATE, concurrency: 2 }, clock, pause);

    for (let request = 0; request < 6; request++) await gate.pass(NEVER, () => Promise.resolve(request));

    expect(pauses).toEqual([1000, 1000]);
  });

  it('goes on from the bucket that the last holder left', async () => {
    const { clock, pause, pauses } = aClock();
    const gate = new OriginGate({ tokens: -1, at: 0 }, { ...RATE, concurrency: 2 }, clock, pause);

    await gate.pass(NEVER, () => Promise.resolve());

    expect(pauses).toEqual([2000]);
    expect(gate.state()).toEqual({ tokens: 0, at: 2000 });
  });

  it('holds no more at once than it may', async () => {
    const { clock, pause } = aClock();
    const gate = new OriginGate(null, { perSecond: 1000, burst: 1000, concurrency: 2 }, clock, pause);
    const finish: (() => void)[] = [];
    let [active, most] = [0, 0];
    const request = async (): Promise<void> => {
      most = Math.max(most, ++active);
      await new Promise<void>((resolve) => finish.push(resolve));
      active--;
    };

    const all = Promise.all(Array.from({ length: 5 }, () => gate.pass(NEVER, request)));
    for (let ended = 0; ended < 5; ended++) {
      while (finish.length === 0) await Promise.resolve();
      finish.shift()!();
    }
    await all;

    expect(most).toBe(2);
  });

  it('gives a redirect that is followed a turn of its own', async () => {
    const { clock, pause, pauses } = aClock();
    const gate = new OriginGate(null, { ...RATE, concurrency: 2 }, clock, pause);

    for (let request = 0; request < 3; request++) await gate.pass(NEVER, () => gate.turn(NEVER));

    expect(pauses).toEqual([1000, 1000]);
  });

  it('counts what is held up on its way as part of the burst that it ends in', async () => {
    const { clock, pause, pauses } = aClock();
    const gate = new OriginGate(null, { ...RATE, concurrency: 2 }, clock, pause);
    const heldUp = (): Promise<void> => Promise.resolve().then(() => void clock.advance(9_000));

    await gate.pass(NEVER, heldUp);
    for (let request = 0; request < 4; request++) await gate.pass(NEVER, () => Promise.resolve());

    expect(pauses).toEqual([1000]);
  });

  it('makes no request once it is told to stop', async () => {
    const { clock, pause } = aClock();
    const gate = new OriginGate(null, { ...RATE, concurrency: 1 }, clock, pause);

    expect(await gate.pass(AbortSignal.abort(), () => Promise.resolve('sent'))).toBeNull();
    expect(await gate.pass(NEVER, () => Promise.resolve('sent'))).toBe('sent');
  });
});

describe('the budget of an address', () => {
  function aBudget(lend: (wanted: { tokens: number; slots: number }) => AddressLoan) {
    const { clock, pause, pauses } = aClock();
    const wishes: { tokens: number; slots: number }[] = [];
    const borrow = (_address: string, _holder: string, wanted: { tokens: number; slots: number }) => {
      wishes.push({ tokens: wanted.tokens, slots: wanted.slots });
      return Promise.resolve(lend(wanted));
    };
    const loans = { borrow, giveBack: () => Promise.resolve(), tokensAtOnce: 8 };
    return { budget: new AddressBudget(loans, 'worker', clock, pause), clock, pauses, wishes };
  }

  it('borrows for eight requests at a time, and keeps no more slots than it needs', async () => {
    const { budget, wishes } = aBudget(({ tokens, slots }) => ({ tokens, slots, waitMs: 0 }));

    for (let request = 0; request < 17; request++) (await budget.onAddress('192.0.2.1'))();

    expect(wishes).toEqual([
      { tokens: 8, slots: 16 },
      { tokens: 8, slots: 4 },
      { tokens: 8, slots: 4 },
    ]);
  });

  it('waits for as long as the address has no token', async () => {
    let asked = 0;
    const { budget, pauses } = aBudget(({ slots }) => ({ tokens: asked++ < 2 ? 0 : 1, slots, waitMs: 40 }));

    await budget.onAddress('192.0.2.1');

    expect(pauses).toEqual([40, 40]);
  });

  it('waits for a slot where all are taken, and takes one that comes back', async () => {
    const { budget, pauses } = aBudget(({ tokens }) => ({ tokens, slots: 1, waitMs: 0 }));
    const release = await budget.onAddress('192.0.2.1');
    const second = budget.onAddress('192.0.2.1');
    while (pauses.length === 0) await Promise.resolve();

    release();

    await expect(second).resolves.toBeInstanceOf(Function);
  });

  it('does not spend tokens that have lapsed', async () => {
    const { budget, clock, wishes } = aBudget(({ tokens, slots }) => ({ tokens, slots, waitMs: 0 }));
    (await budget.onAddress('192.0.2.1'))();
    clock.advance(6_000);

    (await budget.onAddress('192.0.2.1'))();

    expect(wishes.map(({ tokens }) => tokens)).toEqual([8, 8]);
  });
});

describe('Retry-After', () => {
  const now = new Date('2026-11-20T12:00:00Z');

  it.each([
    ['seconds', '120', '2026-11-20T12:02:00.000Z'],
    ['an HTTP date', 'Fri, 20 Nov 2026 13:00:00 GMT', '2026-11-20T13:00:00.000Z'],
    ['an old date', 'Friday, 20-Nov-26 13:00:00 GMT', '2026-11-20T13:00:00.000Z'],
    ['a date of asctime', 'Fri Nov 20 13:00:00 2026', '2026-11-20T13:00:00.000Z'],
    ['a date that has passed', 'Fri, 20 Nov 2020 13:00:00 GMT', '2026-11-20T12:00:00.000Z'],
    ['a year', '31536000', '2026-11-27T12:00:00.000Z'],
    ['more digits than a date holds', '9'.repeat(40), '2026-11-27T12:00:00.000Z'],
  ])('is read as %s', (_what, value, at) => {
    expect(readRetryAfter(value, now)?.toISOString()).toBe(at);
  });

  it.each([['soon'], ['-1'], ['1.5'], [''], [undefined], ['5 May']])('%s says nothing', (value) => {
    expect(readRetryAfter(value, now)).toBeNull();
  });
});
