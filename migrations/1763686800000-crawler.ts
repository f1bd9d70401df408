import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What workers share while they crawl: whose probes are awaited, and how much each destination address may be asked. */
export class Crawler1763686800000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION borrow_address`);
    await query.query(`DROP TABLE address_slots, address_budget`);
    await query.query(`DROP INDEX target_requested`);
  }
}

const STATEMENTS = [
  // Few rows at any time: what somebody waits for.
  `CREATE INDEX target_requested ON target (origin) WHERE requested_at IS NOT NULL AND next_probe_at IS NOT NULL`,
  // A missing row is a full bucket. Lost with a crash of the server, and no harm done.
  `CREATE UNLOGGED TABLE address_budget (
        address text PRIMARY KEY,
        tokens double precision NOT NULL,
        tokens_at timestamptz(3) NOT NULL
      )`,
  `CREATE UNLOGGED TABLE address_slots (
        address text NOT NULL,
        holder text NOT NULL,
        slots integer NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        PRIMARY KEY (address, holder)
      )`,
  // One round trip for tokens and slots together. Whoever borrows for an address holds its row: loans never exceed
  // what there is.
  `CREATE FUNCTION borrow_address(for_address text, by_holder text, at timestamptz, per_second double precision,
        slots_total integer, tokens_wanted integer, slots_wanted integer, until timestamptz)
      RETURNS TABLE (tokens integer, slots integer, wait_ms integer) LANGUAGE plpgsql AS $$
    DECLARE
      burst double precision := greatest(per_second, 1);
      filled double precision;
      granted_tokens integer;
      lent integer;
      granted_slots integer;
    BEGIN
      INSERT INTO address_budget VALUES (for_address, burst, at) ON CONFLICT (address) DO NOTHING;
      SELECT least(burst, b.tokens + greatest(0, extract(epoch FROM at - b.tokens_at)) * per_second) INTO filled
        FROM address_budget b WHERE b.address = for_address FOR UPDATE;
      granted_tokens := least(tokens_wanted, floor(filled)::integer);
      UPDATE address_budget b SET tokens = filled - granted_tokens, tokens_at = greatest(b.tokens_at, at)
        WHERE b.address = for_address;
      SELECT coalesce(sum(s.slots), 0) INTO lent FROM address_slots s
        WHERE s.address = for_address AND s.holder <> by_holder AND s.expires_at > at;
      granted_slots := greatest(0, least(slots_wanted, slots_total - lent));
      INSERT INTO address_slots AS s VALUES (for_address, by_holder, granted_slots, until)
        ON CONFLICT (address, holder) DO UPDATE SET slots = excluded.slots, expires_at = excluded.expires_at;
      RETURN QUERY SELECT granted_tokens, granted_slots,
        CASE WHEN granted_tokens > 0 THEN 0 ELSE ceil((1 - filled) * 1000 / per_second)::integer END;
    END $$`,
];
