import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * A clock that is set back must not leave an address without tokens until it has caught up: a time too far ahead is
 * nobody's any more.
 */
export class ClockSetBack1764410000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(
      borrowAddress(
        `CASE WHEN b.tokens_at > at + interval '1 minute' THEN at ELSE greatest(b.tokens_at, at) END`,
      ),
    );
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(borrowAddress('greatest(b.tokens_at, at)'));
  }
}

const borrowAddress = (tokensAt: string): string => `
  CREATE OR REPLACE FUNCTION borrow_address(for_address text, by_holder text, at timestamptz, per_second double precision,
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
    UPDATE address_budget b SET tokens = filled - granted_tokens, tokens_at = ${tokensAt}
      WHERE b.address = for_address;
    SELECT coalesce(sum(s.slots), 0) INTO lent FROM address_slots s
      WHERE s.address = for_address AND s.holder <> by_holder AND s.expires_at > at;
    granted_slots := greatest(0, least(slots_wanted, slots_total - lent));
    INSERT INTO address_slots AS s VALUES (for_address, by_holder, granted_slots, until)
      ON CONFLICT (address, holder) DO UPDATE SET slots = excluded.slots, expires_at = excluded.expires_at;
    RETURN QUERY SELECT granted_tokens, granted_slots,
      CASE WHEN granted_tokens > 0 THEN 0 ELSE ceil((1 - filled) * 1000 / per_second)::integer END;
  END $$`;
