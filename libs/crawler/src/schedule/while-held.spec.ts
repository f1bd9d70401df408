import { getEventListeners } from 'node:events';

import { realPause } from '../pause.js';
import { type HeldTerms, whileHeld } from './while-held.js';

const until = new AbortController().signal;

const terms = (renew: HeldTerms['renew']) => {
  const said: string[] = [];
  return {
    ...{ said, leaseMs: 6, pause: realPause, renew },
    onLost: () => void said.push('lost'),
    onRenewFailed: () => void said.push('failed'),
  };
};

describe('work under a lease', () => {
  it('is renewed until it ends, whatever one attempt comes to', async () => {
    let renewals = 0;
    const held = terms(() =>
      ++renewals === 1 ? Promise.reject(new Error('database away')) : Promise.resolve(true),
    );

    const outcome = await whileHeld(held, until, async (signal, isLost) => {
      while (renewals < 3) await realPause(1);
      return { aborted: signal.aborted, lost: isLost() };
    });
    const renewed = renewals;
    await realPause(10);

    expect(outcome).toEqual({ aborted: false, lost: false });
    expect(held.said).toEqual(['failed']);
    expect(renewals).toBe(renewed);
    expect(getEventListeners(until, 'abort')).toEqual([]);
  });

  it('is told to end where the lease is lost', async () => {
    const held = terms(() => Promise.resolve(false));

    const lost = await whileHeld(held, until, async (signal, isLost) => {
      while (!signal.aborted) await realPause(1);
      return isLost();
    });

    expect(lost).toBe(true);
    expect(held.said).toEqual(['lost']);
  });

  it('is told to end when all does, which loses nothing', async () => {
    const stopping = new AbortController();
    setTimeout(() => stopping.abort(), 5);

    const lost = await whileHeld(
      terms(() => Promise.resolve(true)),
      stopping.signal,
      async (signal, isLost) => {
        while (!signal.aborted) await realPause(1);
        return isLost();
      },
    );

    expect(lost).toBe(false);
  });
});
