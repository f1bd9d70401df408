import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Payments that facilitators push: what became of each, the settlements among them, and the key under which payers are
 * hashed. Neither holds anything a buyer has signed.
 */
export class PushedPayments1764200000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`CREATE TABLE pushed_payment (
        id bytea NOT NULL,
        source_id text NOT NULL,
        received_at timestamptz(3) NOT NULL,
        status text NOT NULL,
        reason text,
        target_id bigint,
        CONSTRAINT pushed_payment_pkey PRIMARY KEY (id, source_id),
        CONSTRAINT pushed_payment_target_id_fkey FOREIGN KEY (target_id) REFERENCES target (id) ON DELETE CASCADE,
        CONSTRAINT pushed_payment_status CHECK (status IN ('probing', 'listed', 'refused', 'rejected')),
        CONSTRAINT pushed_payment_reason CHECK ((reason IS NOT NULL) = (status IN ('refused', 'rejected')))
      )`);
    await query.query('CREATE INDEX pushed_payment_received ON pushed_payment (received_at)');
    await query.query(`CREATE TABLE settlement (
        transaction_hash bytea NOT NULL,
        target_id bigint NOT NULL,
        source_id text NOT NULL,
        at timestamptz(3) NOT NULL,
        network text NOT NULL,
        pay_to text NOT NULL,
        payer_hash bytea,
        CONSTRAINT settlement_pkey PRIMARY KEY (transaction_hash),
        CONSTRAINT settlement_target_id_fkey FOREIGN KEY (target_id) REFERENCES target (id) ON DELETE CASCADE,
        CONSTRAINT settlement_source_id_fkey FOREIGN KEY (source_id) REFERENCES source (id) ON DELETE RESTRICT
      )`);
    await query.query('CREATE INDEX settlement_target ON settlement (target_id, at)');
    await query.query('CREATE INDEX settlement_at ON settlement (at)');
    await query.query(`CREATE TABLE payer_key (
        one boolean NOT NULL DEFAULT true,
        key bytea NOT NULL,
        CONSTRAINT payer_key_pkey PRIMARY KEY (one),
        CONSTRAINT payer_key_one CHECK (one)
      )`);
  }

  async down(query: QueryRunner): Promise<void> {
    for (const table of ['payer_key', 'settlement', 'pushed_payment'])
      await query.query(`DROP TABLE ${table}`);
  }
}
