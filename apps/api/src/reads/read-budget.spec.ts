import { type AppError } from '@bazaar/kernel';

import { FakeClock } from '../../../../test/builders/a-clock.js';
import { ReadBudget } from './read-budget.js';

/** Seconds to wait, or null where the reads are granted. */
function asked(budget: ReadBudget, client: string, reads?: number): number | null {
  try {
    budget.spend(client, reads);
    return null;
  } catch (error) {
    expect(error).toMatchObject({ code: 'RATE_LIMITED', message: 'At most 6 reads a minute.' });
    return (error as AppError).retryAfterS;
  }
}

it('gives each client its minute, at once or over time', () => {
  const clock = new FakeClock();
  const budget = new ReadBudget(6, clock);

  for (let read = 0; read < 6; read++) expect(asked(budget, 'a')).toBeNull();
  expect(asked(budget, 'a')).toBe(10);
  expect(asked(budget, 'b')).toBeNull();
  clock.advance(10_000);
  expect([asked(budget, 'a'), asked(budget, 'a')]).toEqual([null, 10]);
});

it('takes what is worth many reads for many, and for no more than there can be', () => {
  const clock = new FakeClock();
  const budget = new ReadBudget(6, clock);

  expect([asked(budget, 'a', 4), asked(budget, 'a', 4)]).toEqual([null, 20]);
  expect(asked(budget, 'b', 100)).toBeNull();
});

it('forgets the one who has not asked for the longest', () => {
  const budget = new ReadBudget(6, new FakeClock());
  budget.spend('a', 6);

  for (let client = 0; client < 20_000; client++) budget.spend(`other ${client}`);

  expect(asked(budget, 'a')).toBeNull();
});
