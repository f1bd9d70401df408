import {
  IngestService,
  type Observed,
  type Reprice,
  type Reread,
  type Sighted,
  type SightingOutcome,
  entities,
} from '@bazaar/catalog';
import { createDataSource } from '@bazaar/platform';
import { type DataSource } from 'typeorm';

import { migrate } from '../../migrations/index.js';
import { createTestDatabase } from '../setup/test-database.js';
import { FakeClock } from './a-clock.js';

/** A catalogue in a database of its own, with the clock in the test's hand. */
export interface TestCatalog {
  readonly url: string;
  readonly database: DataSource;
  readonly clock: FakeClock;
  readonly ingest: IngestService;
  readonly refused: { row: Sighted | Observed | Reread | Reprice; error: unknown }[];
  /** Sights one target and gives its ids; fails where it is refused. */
  sightOne(sighted: Sighted): Promise<Extract<SightingOutcome, { listingId: string }>>;
  /** Takes the origin of a target as a worker would. */
  lease(targetId: string): Promise<Pick<Observed, 'targetId' | 'origin' | 'leaseToken'>>;
  close(): Promise<void>;
}

export async function aCatalog(
  options: { quota?: { origin: number; domain: number } } = {},
): Promise<TestCatalog> {
  const { url, drop } = await createTestDatabase(migrate);
  const database = await createDataSource({
    url,
    applicationName: 'test',
    poolMax: 12,
    statementTimeoutMs: 30_000,
    entities,
  }).initialize();
  const clock = new FakeClock();
  const refused: TestCatalog['refused'] = [];
  const ingest = new IngestService(database, clock, {
    guard: (target) => (target.hostname === '10.0.0.1' ? 'private-address' : null),
    quota: options.quota ?? { origin: 2_000, domain: 5_000 },
    onRefused: (row, error) => refused.push({ row, error }),
  });
  return {
    url,
    database,
    clock,
    ingest,
    refused,
    async sightOne(sighted) {
      const [outcome] = await ingest.sight([sighted]);
      if (outcome === undefined || !('listingId' in outcome))
        throw new Error(`Not kept: ${JSON.stringify(outcome)}`);
      return outcome;
    },
    async lease(targetId) {
      const [rows] = await database.query<[{ origin: string; lease_token: string }[], number]>(
        `UPDATE origin SET lease_token = lease_token + 1, leased_until = $2
         WHERE origin = (SELECT origin FROM target WHERE id = $1) RETURNING origin, lease_token`,
        [targetId, new Date(clock.now().getTime() + 86_400_000)],
      );
      const row = rows[0];
      if (row === undefined) throw new Error(`No target ${targetId}`);
      return { targetId, origin: row.origin, leaseToken: row.lease_token };
    },
    async close() {
      await database.destroy();
      await drop();
    },
  };
}
