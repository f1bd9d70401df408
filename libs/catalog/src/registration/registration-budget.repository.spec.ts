import { type TestCatalog, aCatalog } from '../../../../test/builders/a-catalog.js';
import { RegistrationBudgetRepository } from './registration-budget.repository.js';

const DAY_MS = 24 * 3_600_000;

let catalog: TestCatalog;
let budget: RegistrationBudgetRepository;
beforeEach(async () => {
  catalog = await aCatalog();
  budget = new RegistrationBudgetRepository(catalog.database, { perMinute: 1, perDay: 2 });
});
afterEach(() => catalog.close());

describe('the budget of registrations', () => {
  it('can be spent again once the secret can be read', async () => {
    await catalog.database.query('ALTER TABLE installation RENAME TO away');
    await expect(budget.spend('192.0.2.1', catalog.clock.now())).rejects.toThrow('installation');
    await catalog.database.query('ALTER TABLE away RENAME TO installation');

    await expect(budget.spend('192.0.2.1', catalog.clock.now())).resolves.toBeUndefined();
  });

  it('forgets who has not registered for long, and nobody else', async () => {
    await budget.spend('192.0.2.1', catalog.clock.now());
    const later = catalog.clock.advance(2 * DAY_MS);
    await budget.spend('192.0.2.2', later);

    await budget.prune(new Date(later.getTime() - DAY_MS));

    expect(await catalog.database.query('SELECT period FROM registration_budget ORDER BY period')).toEqual([
      { period: 'day' },
      { period: 'minute' },
    ]);
    await expect(budget.spend('192.0.2.2', later)).rejects.toThrow('a minute');
  });
});
