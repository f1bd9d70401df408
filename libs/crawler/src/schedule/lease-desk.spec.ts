import { type DueTarget, type Lease, type LeaseEnd } from './lease.js';
import { LeaseDesk } from './lease-desk.js';
import { type DueQuestion, type EndedLease, type LeaseRepository } from './lease.repository.js';

const lease = (origin: string): Lease => ({ origin }) as Lease;

it('asks and tells the database of many leases at once', async () => {
  const statements: string[][] = [];
  const origins = (items: readonly { readonly lease: Lease }[]) => items.map((item) => item.lease.origin);
  const desk = new LeaseDesk({
    dueTargets: (questions: readonly DueQuestion[]) => {
      statements.push(origins(questions));
      return Promise.resolve(questions.map((question) => [{ id: question.lease.origin } as DueTarget]));
    },
    release: (ended: readonly EndedLease[]) => {
      statements.push(origins(ended));
      return Promise.resolve(ended.map((item) => item.lease.origin === 'b'));
    },
  } as unknown as LeaseRepository);

  const due = await Promise.all(['a', 'b'].map((origin) => desk.dueTargets(lease(origin), 16, [])));
  const isDue = await Promise.all(['a', 'b'].map((origin) => desk.release(lease(origin), {} as LeaseEnd)));

  expect(due).toEqual([[{ id: 'a' }], [{ id: 'b' }]]);
  expect(isDue).toEqual([false, true]);
  expect(statements).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ]);
});
