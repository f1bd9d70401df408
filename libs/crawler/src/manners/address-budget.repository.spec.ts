import { type TestCatalog, aCatalog } from '../../../../test/builders/a-catalog.js';
import { AddressBudget } from './address-budget.js';
import { AddressBudgetRepository, type AddressLoan } from './address-budget.repository.js';

let catalog: TestCatalog;
let budget: AddressBudgetRepository;
beforeAll(async () => {
  catalog = await aCatalog();
  budget = new AddressBudgetRepository(catalog.database, { perSecond: 32, concurrency: 64 });
});
afterAll(() => catalog.close());

const ADDRESS = '192.0.2.1';
const SLOTS_MS = 120_000;

const borrow = (holder: string, tokens: number, slots: number, address = ADDRESS): Promise<AddressLoan> => {
  const now = catalog.clock.now();
  return budget.borrow(address, holder, { tokens, slots, now, until: new Date(now.getTime() + SLOTS_MS) });
};

describe('what workers may ask of one address together', () => {
  it('is a second of requests at once, then so many a second', async () => {
    const loans = await Promise.all(
      Array.from({ length: 10 }, (_, holder) => borrow(`rate-${holder}`, 8, 1)),
    );
    expect(loans.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(32);
    expect(await borrow('rate-0', 8, 1)).toMatchObject({ tokens: 0, waitMs: 32 });

    catalog.clock.advance(125);

    expect(await borrow('rate-0', 8, 1)).toMatchObject({ tokens: 4, waitMs: 0 });
  });

  it('goes on where the clock is set back', async () => {
    const tokens = async (): Promise<number> => (await borrow('back', 40, 1, '192.0.2.9')).tokens;
    expect(await tokens()).toBe(32);

    catalog.clock.advance(-3_600_000);
    expect(await tokens()).toBe(0);
    catalog.clock.advance(500);

    expect(await tokens()).toBe(16);
    catalog.clock.advance(3_600_000);
  });

  it('is 64 at once, until slots are given back or lapse', async () => {
    const slots = async (holder: string, wanted: number): Promise<number> =>
      (await borrow(holder, 0, wanted, '192.0.2.2')).slots;
    const granted = await Promise.all(Array.from({ length: 5 }, (_, holder) => slots(`slots-${holder}`, 16)));
    expect(granted.reduce((sum, some) => sum + some, 0)).toBe(64);

    await budget.giveBack('slots-0');
    expect(await slots('late', 16)).toBe(granted[0] === 0 ? 0 : 16);
    catalog.clock.advance(SLOTS_MS);
    expect(await slots('later', 100)).toBe(64);
  });

  it('is not kept from whoever comes later by those who ask there all the time', async () => {
    const ask = async (holder: string): Promise<() => void> => {
      const waits = (): Promise<void> => Promise.reject(new Error(`${holder} has to wait`));
      return new AddressBudget(budget, holder, catalog.clock, waits).onAddress('192.0.2.3');
    };
    const early = ['a', 'b', 'c', 'd'].map(
      (holder) => new AddressBudget(budget, holder, catalog.clock, () => Promise.resolve()),
    );
    for (let request = 0; request < 9; request++) {
      if (request === 8) catalog.clock.advance(1_000);
      for (const worker of early) (await worker.onAddress('192.0.2.3'))();
    }
    catalog.clock.advance(1_000);

    await expect(ask('late')).resolves.toBeInstanceOf(Function);
  });

  it('forgets what nobody uses', async () => {
    catalog.clock.advance(2 * SLOTS_MS);
    await budget.prune(catalog.clock.now());

    const [left] = await catalog.database.query<{ rows: string }[]>(
      'SELECT (SELECT count(*) FROM address_budget) + (SELECT count(*) FROM address_slots) AS rows',
    );
    expect(left?.rows).toBe('0');
  });
});
