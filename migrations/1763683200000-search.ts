import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * The embedded search engine's copy of the catalogue: columns a filter reads have the names they have in the truth.
 * Ids and words compare by bytes, as they do in code.
 */
export class Search1763683200000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query('DROP TABLE search_word, search_offer, search_listing');
  }
}

const STATEMENTS = [
  'CREATE EXTENSION IF NOT EXISTS pg_trgm',
  `CREATE TABLE search_listing (
        id text COLLATE "C" PRIMARY KEY,
        content_hash bigint NOT NULL,
        tsv tsvector NOT NULL,
        type text NOT NULL,
        resource text NOT NULL,
        method text,
        origin text NOT NULL,
        tags text[] NOT NULL,
        extensions text[] NOT NULL,
        state text NOT NULL,
        state_reason text NOT NULL,
        call_complete boolean NOT NULL,
        supports_sign_in boolean NOT NULL,
        quality real NOT NULL,
        consecutive_failures integer NOT NULL,
        last_ok_at timestamptz(3),
        last_probed_at timestamptz(3),
        changed_at timestamptz(3) NOT NULL
      ) WITH (fillfactor = 85)`,
  `CREATE INDEX search_listing_tsv ON search_listing USING gin (tsv)`,
  `CREATE INDEX search_listing_quality ON search_listing (quality DESC, id)`,
  `CREATE INDEX search_listing_changed ON search_listing (changed_at DESC, id)`,
  `CREATE INDEX search_listing_origin ON search_listing (origin)`,
  `CREATE TABLE search_offer (
        listing_id text COLLATE "C" NOT NULL,
        "position" smallint NOT NULL,
        "key" text COLLATE "C" NOT NULL,
        network text NOT NULL,
        environment text NOT NULL,
        asset text,
        asset_raw text NOT NULL,
        scheme text NOT NULL,
        usd_micros bigint,
        pay_to text NOT NULL,
        price_kind text NOT NULL,
        payment_flow text,
        payability text NOT NULL,
        evidence text NOT NULL,
        PRIMARY KEY (listing_id, "position")
      )`,
  // Answers the commonest filters alone, without the rows.
  `CREATE INDEX search_offer_network_usd ON search_offer (network, usd_micros)
     INCLUDE (listing_id, environment, payability)`,
  `CREATE INDEX search_offer_asset ON search_offer (coalesce(asset, asset_raw))`,
  `CREATE INDEX search_offer_pay_to ON search_offer (lower(pay_to))`,
  // Every word of the index with the number of listings that hold it: what a mistyped word may have meant.
  `CREATE TABLE search_word (word text COLLATE "C" PRIMARY KEY, listings integer NOT NULL)`,
  `CREATE INDEX search_word_trigrams ON search_word USING gin (word gin_trgm_ops)`,
];
