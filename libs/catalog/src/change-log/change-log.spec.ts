import { type DataSource } from 'typeorm';

import { aCatalog, type TestCatalog } from '../../../../test/builders/a-catalog.js';
import { ChangeRepository } from './change.repository.js';

const WRITERS = 8;
const LISTINGS = 50;
const BATCH = 100;
const CHANGES = 100_000;

let catalog: TestCatalog;

beforeAll(async () => {
  catalog = await aCatalog();
  await catalog.database.query('CREATE TABLE counter (id text PRIMARY KEY, version bigint NOT NULL)');
  await catalog.database.query(
    `INSERT INTO counter SELECT 'l' || n, 0 FROM generate_series(1, ${LISTINGS}) AS n`,
  );
});

afterAll(() => catalog.close());

/** What an ingest does around its changes: rows locked, versions counted, changes appended, commit. */
async function writeBatch(database: DataSource, size: number): Promise<void> {
  await database.transaction(async (manager) => {
    const ids = Array.from({ length: size }, () => `l${1 + Math.floor(Math.random() * LISTINGS)}`);
    const rows = await manager.query<{ id: string; version: string }[]>(
      'SELECT id, version FROM counter WHERE id = ANY ($1) ORDER BY id FOR UPDATE',
      [ids],
    );
    const versions = new Map(rows.map(({ id, version }) => [id, Number(version)]));
    const entries = ids.map((id) => {
      versions.set(id, (versions.get(id) ?? 0) + 1);
      return {
        listing_id: id,
        version: versions.get(id),
        what: ['METADATA'],
        state: 'LISTED',
        reason: 'ok',
        at: new Date(),
        merged_into: null,
        was_in_feed: true,
        is_in_feed: true,
      };
    });
    await manager.query(
      `UPDATE counter SET version = r.version FROM json_to_recordset($1::json) AS r(id text, version bigint) WHERE counter.id = r.id`,
      [JSON.stringify([...versions].map(([id, version]) => ({ id, version })))],
    );
    if (Math.random() < 0.02) await manager.query('SELECT pg_sleep(0.01)');
    await manager.query('SELECT append_changes($1::json)', [JSON.stringify(entries)]);
  });
}

async function writer(share: number): Promise<void> {
  for (let left = share; left > 0; left -= BATCH) {
    await writeBatch(catalog.database, Math.min(BATCH, left));
    // A transaction that fails leaves a hole in the numbers, never in the feed.
    if (Math.random() < 0.05) {
      await catalog.database
        .transaction(async (manager) => {
          await manager.query(`SELECT nextval('change_position')`);
          throw new Error('rolled back');
        })
        .catch(() => undefined);
    }
  }
}

it('shows one reader every change once, in the order of each listing’s versions, under 8 writers', async () => {
  const log = new ChangeRepository(catalog.database);
  const seen = new Map<string, number>();
  let total = 0;
  let position = '0';
  const writing = { done: false };
  const writers = Promise.all(Array.from({ length: WRITERS }, () => writer(CHANGES / WRITERS))).then(() => {
    writing.done = true;
  });

  for (let last = false; ;) {
    const page = await log.after(position, 1_000);
    for (const change of page) {
      expect(Number(change.version)).toBe((seen.get(change.listingId) ?? 0) + 1);
      seen.set(change.listingId, Number(change.version));
    }
    total += page.length;
    position = page.at(-1)?.position ?? position;
    if (page.length === 0 && last) break;
    last = writing.done;
  }
  await writers;

  expect(total).toBe(CHANGES);
}, 120_000);
