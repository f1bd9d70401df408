import { setTimeout } from 'node:timers/promises';

import { createDataSource } from '@bazaar/platform';
import { type QueryRunner } from 'typeorm';

import { Catalog1763596800000 } from './1763596800000-catalog.js';
import { Search1763683200000 } from './1763683200000-search.js';
import { Crawler1763686800000 } from './1763686800000-crawler.js';
import { OriginDomain1763800000000 } from './1763800000000-origin-domain.js';
import { Hold1763810000000 } from './1763810000000-hold.js';
import { ObservedMethod1763850000000 } from './1763850000000-observed-method.js';
import { Categories1763900000000 } from './1763900000000-categories.js';
import { History1763910000000 } from './1763910000000-history.js';
import { TargetWait1763920000000 } from './1763920000000-target-wait.js';
import { OfferHistory1763930000000 } from './1763930000000-offer-history.js';
import { TargetTrial1763940000000 } from './1763940000000-target-trial.js';
import { Uptime1763950000000 } from './1763950000000-uptime.js';
import { ProbeEvidence1763960000000 } from './1763960000000-probe-evidence.js';
import { TargetRefused1763970000000 } from './1763970000000-target-refused.js';
import { Rates1764100000000 } from './1764100000000-rates.js';
import { PushedPayments1764200000000 } from './1764200000000-pushed-payments.js';
import { Feeds1764300000000 } from './1764300000000-feeds.js';
import { RoomToTouch1764310000000 } from './1764310000000-room-to-touch.js';
import { OriginDocuments1764400000000 } from './1764400000000-origin-documents.js';
import { ClockSetBack1764410000000 } from './1764410000000-clock-set-back.js';

/** Oldest first; never edited once merged. */
export const migrations = [
  Catalog1763596800000,
  Search1763683200000,
  Crawler1763686800000,
  OriginDomain1763800000000,
  Hold1763810000000,
  ObservedMethod1763850000000,
  Categories1763900000000,
  History1763910000000,
  TargetWait1763920000000,
  OfferHistory1763930000000,
  TargetTrial1763940000000,
  Uptime1763950000000,
  ProbeEvidence1763960000000,
  TargetRefused1763970000000,
  Rates1764100000000,
  PushedPayments1764200000000,
  Feeds1764300000000,
  RoomToTouch1764310000000,
  OriginDocuments1764400000000,
  ClockSetBack1764410000000,
];

/** Brings the database at `url` up to date. Safe to run from several processes at once: one of them does the work. */
export async function migrate(url: string): Promise<void> {
  const database = createDataSource({
    url,
    applicationName: 'bazaar-migrate',
    poolMax: 2,
    statementTimeoutMs: 600_000,
    entities: [],
    migrations,
  });
  await database.initialize();
  try {
    const runner = database.createQueryRunner();
    try {
      while (!(await tryLock(runner))) await setTimeout(LOCK_POLL_MS);
      await database.runMigrations();
    } finally {
      await runner.release();
    }
  } finally {
    await database.destroy();
  }
}

const LOCK_POLL_MS = 100;

/** Asked again and again, never waited for: CREATE INDEX CONCURRENTLY waits for every statement that has begun. */
async function tryLock(runner: QueryRunner): Promise<boolean> {
  const rows = (await runner.query('SELECT pg_try_advisory_lock(40204, 2) AS locked')) as {
    locked: boolean;
  }[];
  return rows[0]?.locked ?? false;
}
