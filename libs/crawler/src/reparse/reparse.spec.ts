import { type KeptTarget, type RereadOutcome } from '@bazaar/catalog';

import { aPaymentRequired } from '../../../../test/builders/a-challenge.js';
import { type ReparseSummary, reparse } from './reparse.js';

const seenAt = new Date('2026-11-20T12:00:00Z');
const unchecked = { check: <T>(reading: T): Promise<T> => Promise.resolve(reading) };

/** Every third target answers a challenge that nobody can read. */
function aTarget(id: number): KeptTarget {
  const { status, headers, body } = aPaymentRequired();
  const answer = { status, body: Buffer.from(body), headers: id % 3 === 0 ? {} : headers };
  const kept = { method: 'GET', seenAt, movedTo: null, beside: [] };
  const latest = { ...answer, ...kept, url: `https://api.example.com/${id}` };
  return {
    ...{ targetId: String(id), origin: 'https://api.example.com', toolName: null },
    ...{ probedAt: seenAt, latest, challenge: latest },
  };
}

function setUp(targets: number, outcomeOf: (id: number) => RereadOutcome = () => 'unchanged') {
  const batches: number[] = [];
  const pages: ReparseSummary[] = [];
  let failures = 0;
  const parts = {
    kept: {
      page: (after: string, { limit }: { limit: number }) =>
        Promise.resolve(
          Array.from({ length: targets }, (_, index) => aTarget(index + 1))
            .filter(({ targetId }) => Number(targetId) > Number(after))
            .slice(0, limit),
        ),
    },
    ingest: {
      reread: (batch: readonly { targetId: string }[]) => {
        if (failures-- > 0) return Promise.reject(new Error('deadlock detected'));
        batches.push(batch.length);
        return Promise.resolve(batch.map(({ targetId }) => outcomeOf(Number(targetId))));
      },
    },
    checker: unchecked,
    pause: () => Promise.resolve(),
  };
  const run = (targetsMax = Infinity) =>
    reparse(parts, { origin: null, targetsMax, onPage: (soFar) => pages.push(soFar) });
  const fail = (times: number): void => void (failures = times);
  return { run, fail, batches, pages };
}

it('reads all there is, page by page, and says how far it is', async () => {
  const { run, batches, pages } = setUp(300);

  expect(await run()).toMatchObject({ read: 300 });
  expect(batches).toEqual([128, 128, 44]);
  expect(pages.map(({ read }) => read)).toEqual([128, 256, 300]);
});

it.each([1, 128, 200])('reads %i of them where no more are asked for', async (targetsMax) => {
  expect(await setUp(300).run(targetsMax)).toMatchObject({ read: targetsMax });
});

it('counts each target once', async () => {
  const outcomes: RereadOutcome[] = [
    'unchanged',
    'changed',
    'unchanged',
    'superseded',
    'ingest-refused',
    'changed',
  ];
  const { run } = setUp(6, (id) => outcomes[id - 1]!);

  expect(await run()).toEqual({
    ...{ read: 6, changed: 2, unchanged: 1 },
    ...{ unreadable: 1, superseded: 1, refused: 1 },
  });
});

it('brings a page again that met a lock, and gives up on a database that is gone', async () => {
  const { run, fail, batches } = setUp(10);

  fail(2);
  expect(await run()).toMatchObject({ read: 10 });
  expect(batches).toEqual([10]);

  fail(9);
  await expect(run()).rejects.toThrow('deadlock');
});
