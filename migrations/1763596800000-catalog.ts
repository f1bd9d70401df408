import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The truth: targets and what sources say of them, listings and their history, and the change log. */
export class Catalog1763596800000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...CONSTRAINTS, ...INDEXES, ...QUEUES, ...CHANGE_LOG])
      await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`DROP FUNCTION append_changes; DROP SEQUENCE change_position`);
    await query.query(
      `DROP TABLE index_pending, index_position, registration_budget, installation,
        change, feed, state_change, probe, observation, price_point, offer, claim, sighting, source, target, listing, origin`,
    );
  }
}

const TABLES = [
  `CREATE TABLE origin (
        origin text NOT NULL,
        next_request_at timestamptz(3),
        lease_token bigint NOT NULL DEFAULT '0',
        leased_until timestamptz(3),
        wait_until timestamptz(3),
        bucket_tokens double precision,
        bucket_at timestamptz(3),
        robots_text text,
        robots_kind text,
        robots_read_at timestamptz(3),
        CONSTRAINT origin_pkey PRIMARY KEY (origin)
      )`,
  `CREATE TABLE listing (
        id text NOT NULL,
        resource text NOT NULL,
        method text,
        tool_name text,
        origin text NOT NULL,
        type text NOT NULL,
        state text NOT NULL,
        state_reason text NOT NULL,
        state_since timestamptz(3) NOT NULL,
        state_facts text NOT NULL,
        merged_into text,
        evidence text NOT NULL,
        payability text NOT NULL,
        x402_version smallint,
        title text,
        description text,
        mime_type text,
        service_name text,
        tags text[] NOT NULL DEFAULT '{}',
        icon_url text,
        route_template text,
        example_url text,
        extensions text[] NOT NULL DEFAULT '{}',
        supports_sign_in boolean NOT NULL DEFAULT false,
        call_complete boolean NOT NULL DEFAULT false,
        call text NOT NULL,
        output_schema text,
        output_example text,
        challenge text,
        issues text NOT NULL,
        fingerprint text,
        min_price_usd numeric,
        max_price_usd numeric,
        quality real NOT NULL,
        version bigint NOT NULL,
        document_hash bytea NOT NULL,
        first_seen_at timestamptz(3) NOT NULL,
        first_listed_at timestamptz(3),
        changed_at timestamptz(3) NOT NULL,
        last_probed_at timestamptz(3),
        last_ok_at timestamptz(3),
        consecutive_failures integer NOT NULL DEFAULT '0',
        CONSTRAINT listing_merged CHECK ((merged_into IS NOT NULL) = (state = 'RETIRED' AND state_reason = 'merged')),
        CONSTRAINT listing_pkey PRIMARY KEY (id)
      )`,
  `CREATE TABLE target (
        id bigserial NOT NULL,
        url text NOT NULL,
        method text,
        tool_name text,
        origin text NOT NULL,
        listing_id text,
        refused_reason text,
        next_probe_at timestamptz(3),
        requested_at timestamptz(3),
        probed_at timestamptz(3),
        example text,
        CONSTRAINT target_refused_or_listed CHECK ((listing_id IS NULL) = (refused_reason IS NOT NULL)),
        CONSTRAINT target_pkey PRIMARY KEY (id)
      )`,
  `CREATE TABLE source (
        id text NOT NULL,
        kind text NOT NULL,
        url text,
        last_run_at timestamptz(3),
        CONSTRAINT source_pkey PRIMARY KEY (id)
      )`,
  `CREATE TABLE sighting (
        target_id bigint NOT NULL,
        source_id text NOT NULL,
        first_seen_at timestamptz(3) NOT NULL,
        last_seen_at timestamptz(3) NOT NULL,
        CONSTRAINT sighting_pkey PRIMARY KEY (target_id, source_id)
      )`,
  `CREATE TABLE claim (
        target_id bigint NOT NULL,
        source_id text NOT NULL,
        item text NOT NULL,
        item_hash bytea NOT NULL,
        claimed_at timestamptz(3),
        seen_at timestamptz(3) NOT NULL,
        CONSTRAINT claim_pkey PRIMARY KEY (target_id, source_id)
      )`,
  `CREATE TABLE offer (
        listing_id text NOT NULL,
        "key" text NOT NULL,
        "position" smallint NOT NULL,
        x402_version smallint,
        evidence text NOT NULL,
        seen_at timestamptz(3) NOT NULL,
        scheme text NOT NULL,
        network text NOT NULL,
        environment text NOT NULL,
        asset text,
        asset_raw text NOT NULL,
        amount_atomic numeric(78,0),
        amount_raw text,
        amount numeric,
        price_usd numeric,
        usd_micros bigint,
        price_usd_as_of timestamptz(3),
        price_kind text NOT NULL,
        pay_to text NOT NULL,
        max_timeout_seconds integer,
        payment_flow text,
        transfer_method text,
        payability text NOT NULL,
        issues text NOT NULL,
        raw text NOT NULL,
        CONSTRAINT offer_pkey PRIMARY KEY (listing_id, key)
      )`,
  `CREATE TABLE price_point (
        id bigserial NOT NULL,
        listing_id text NOT NULL,
        offer_key text NOT NULL,
        "at" timestamptz(3) NOT NULL,
        network text NOT NULL,
        asset text NOT NULL,
        scheme text NOT NULL,
        amount_atomic numeric(78,0),
        amount numeric,
        price_usd numeric,
        pay_to text NOT NULL,
        CONSTRAINT price_point_pkey PRIMARY KEY (id)
      )`,
  `CREATE TABLE observation (
        id bigserial NOT NULL,
        target_id bigint NOT NULL,
        fingerprint bytea NOT NULL,
        first_seen_at timestamptz(3) NOT NULL,
        last_seen_at timestamptz(3) NOT NULL,
        url text NOT NULL,
        method text NOT NULL,
        status smallint NOT NULL,
        headers text NOT NULL,
        body bytea NOT NULL,
        CONSTRAINT observation_pkey PRIMARY KEY (id)
      )`,
  `CREATE TABLE probe (
        id bigserial NOT NULL,
        target_id bigint NOT NULL,
        listing_id text NOT NULL,
        "at" timestamptz(3) NOT NULL,
        url text NOT NULL,
        method text NOT NULL,
        status smallint,
        ms integer,
        reason text NOT NULL,
        payable boolean NOT NULL,
        observation_id bigint,
        CONSTRAINT probe_pkey PRIMARY KEY (id)
      )`,
  `CREATE TABLE state_change (
        id bigserial NOT NULL,
        listing_id text NOT NULL,
        "at" timestamptz(3) NOT NULL,
        state text NOT NULL,
        reason text NOT NULL,
        probe_id bigint,
        source_id text,
        CONSTRAINT state_change_pkey PRIMARY KEY (id)
      )`,
  `CREATE TABLE change (
        "position" bigint NOT NULL,
        listing_id text NOT NULL,
        version bigint NOT NULL,
        what text[] NOT NULL,
        state text NOT NULL,
        reason text NOT NULL,
        "at" timestamptz(3) NOT NULL,
        merged_into text,
        was_in_feed boolean NOT NULL,
        is_in_feed boolean NOT NULL,
        CONSTRAINT change_pkey PRIMARY KEY (position)
      )`,
  `CREATE TABLE feed (
        feed_id text NOT NULL,
        CONSTRAINT feed_pkey PRIMARY KEY (feed_id)
      )`,
];

const CONSTRAINTS = [
  `ALTER TABLE offer ADD CONSTRAINT offer_listing_id_fkey FOREIGN KEY (listing_id) REFERENCES listing(id) ON DELETE RESTRICT`,
  `ALTER TABLE target ADD CONSTRAINT target_origin_fkey FOREIGN KEY (origin) REFERENCES origin(origin) ON DELETE RESTRICT`,
  `ALTER TABLE target ADD CONSTRAINT target_listing_id_fkey FOREIGN KEY (listing_id) REFERENCES listing(id) ON DELETE RESTRICT`,
  `ALTER TABLE claim ADD CONSTRAINT claim_target_id_fkey FOREIGN KEY (target_id) REFERENCES target(id) ON DELETE CASCADE`,
  `ALTER TABLE claim ADD CONSTRAINT claim_source_id_fkey FOREIGN KEY (source_id) REFERENCES source(id) ON DELETE RESTRICT`,
  `ALTER TABLE sighting ADD CONSTRAINT sighting_target_id_fkey FOREIGN KEY (target_id) REFERENCES target(id) ON DELETE CASCADE`,
  `ALTER TABLE sighting ADD CONSTRAINT sighting_source_id_fkey FOREIGN KEY (source_id) REFERENCES source(id) ON DELETE RESTRICT`,
];

const INDEXES = [
  `CREATE INDEX listing_origin ON listing (origin)`,
  `CREATE UNIQUE INDEX observation_target_fingerprint ON observation (target_id, fingerprint)`,
  `CREATE INDEX target_listing ON target (listing_id)`,
  `CREATE INDEX sighting_source ON sighting (source_id)`,
  `CREATE UNIQUE INDEX listing_key ON listing (resource, method, tool_name) NULLS NOT DISTINCT WHERE merged_into IS NULL`,
  `CREATE INDEX listing_merged_key ON listing (resource) WHERE merged_into IS NOT NULL`,
  `CREATE INDEX listing_first_seen ON listing (first_seen_at, id)`,
  `CREATE INDEX listing_first_listed ON listing (first_listed_at, id)`,
  `CREATE INDEX listing_price_asc ON listing (coalesce(min_price_usd, 'Infinity'), id)`,
  `CREATE INDEX listing_price_desc ON listing (coalesce(min_price_usd, -1) DESC, id DESC)`,
  `CREATE INDEX listing_quality ON listing (quality DESC, id DESC)`,
  `CREATE INDEX listing_changed ON listing (changed_at DESC, id DESC)`,
  `CREATE UNIQUE INDEX target_key ON target (url, method, tool_name) NULLS NOT DISTINCT`,
  `CREATE INDEX target_due ON target (origin, next_probe_at) WHERE next_probe_at IS NOT NULL`,
  `CREATE INDEX origin_due ON origin (next_request_at) WHERE next_request_at IS NOT NULL`,
  `CREATE INDEX offer_network_usd ON offer (network, usd_micros)`,
  `CREATE INDEX offer_pay_to ON offer (lower(pay_to))`,
  `CREATE INDEX price_point_listing ON price_point (listing_id, at DESC, id DESC)`,
  `CREATE INDEX probe_listing ON probe (listing_id, at DESC)`,
  `CREATE INDEX state_change_listing ON state_change (listing_id, id DESC)`,
];

const QUEUES = [
  // What the indexer has yet to look at again, though no change was written: one row a listing, no order.
  `CREATE TABLE index_pending (listing_id text PRIMARY KEY, marked_at timestamptz(3) NOT NULL DEFAULT now())`,
  // How far along the change log each search engine is.
  `CREATE TABLE index_position (engine text PRIMARY KEY, "position" bigint NOT NULL)`,
  // Registrations by a client (keyed hash of its address) in the running minute or day.
  `CREATE TABLE registration_budget (
        client bytea NOT NULL,
        period text NOT NULL,
        started_at timestamptz(3) NOT NULL,
        used integer NOT NULL,
        PRIMARY KEY (client, period)
      )`,
  // One row: what is random about this installation. Hashes of client addresses are keyed with it.
  `CREATE TABLE installation (secret text PRIMARY KEY)`,
  `INSERT INTO installation (secret) VALUES (gen_random_uuid()::text || gen_random_uuid()::text)`,
];

const CHANGE_LOG = [
  `INSERT INTO feed (feed_id) VALUES (left(replace(gen_random_uuid()::text, '-', ''), 16))`,
  `CREATE SEQUENCE change_position CACHE 1`,
  // The only way into the log, and the last statement of every transaction that writes: whoever holds the lock takes
  // the next positions and commits before anybody else can, so position order is commit order, without gaps.
  `CREATE FUNCTION append_changes(entries json) RETURNS void LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_advisory_xact_lock(40204, 1);
      INSERT INTO change ("position", listing_id, version, what, state, reason, at, merged_into, was_in_feed, is_in_feed)
      SELECT nextval('change_position'), e.listing_id, e.version, e.what, e.state, e.reason, e.at, e.merged_into,
             e.was_in_feed, e.is_in_feed
      FROM json_to_recordset(entries) AS e(listing_id text, version bigint, what text[], state text, reason text,
             at timestamptz, merged_into text, was_in_feed boolean, is_in_feed boolean);
      PERFORM pg_notify('bazaar_change', '');
    END $$`,
];
