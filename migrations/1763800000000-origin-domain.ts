import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { parse } from 'tldts';

const ROWS_MAX = 10_000;

/** Whose an origin is, for quotas and fair turns. Filled in here, since SQL does not know the public suffixes. */
export class OriginDomain1763800000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query('ALTER TABLE origin ADD COLUMN domain text');
    for (;;) {
      const rows = (await query.query('SELECT origin FROM origin WHERE domain IS NULL LIMIT $1', [
        ROWS_MAX,
      ])) as { origin: string }[];
      if (rows.length === 0) break;
      const origins = rows.map(({ origin }) => origin);
      await query.query(
        `UPDATE origin o SET domain = r.domain FROM unnest($1::text[], $2::text[]) AS r(origin, domain)
         WHERE o.origin = r.origin`,
        [origins, origins.map(domainOf)],
      );
    }
    await query.query('ALTER TABLE origin ALTER COLUMN domain SET NOT NULL');
    await query.query('CREATE INDEX origin_domain ON origin (domain)');
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query('ALTER TABLE origin DROP COLUMN domain');
  }
}

function domainOf(origin: string): string {
  const { domain, hostname } = parse(origin, { allowPrivateDomains: true });
  return domain ?? hostname ?? origin;
}
