import { type Issue, compareDecimals, usdMicros } from '@bazaar/x402';
import { type EntityManager } from 'typeorm';

import { quality } from '../listing/quality.js';
import { type OfferRecord } from '../offer/offer-record.js';
import { type ListingPlan, type ListingWrite } from './ingest-plan.js';
import { asBytea, asRows } from './rows.js';

/** Writes a plan: a fixed number of statements, whatever the length of the batch. */
export class ListingWriteRepository {
  async apply(
    manager: EntityManager,
    plan: ListingPlan,
    probeIds: ReadonlyMap<string, string>,
  ): Promise<void> {
    await this.upsertListings(manager, plan.listings);
    await this.replaceOffers(manager, plan.listings);
    await this.addPricePoints(manager, plan);
    await this.addStateChanges(manager, plan, probeIds);
    await this.moveTargets(manager, plan);
  }

  /** The last statement of the transaction: see the function's own comment. */
  async appendChanges(manager: EntityManager, { changes }: ListingPlan): Promise<void> {
    if (changes.length === 0) return;
    const rows = changes.map(({ listing, what, at, wasInFeed, isInFeed }) => ({
      listing_id: listing.id,
      version: listing.version,
      what,
      state: listing.standing.state,
      reason: listing.standing.reason,
      at,
      merged_into: listing.mergedInto,
      was_in_feed: wasInFeed,
      is_in_feed: isInFeed,
    }));
    await manager.query('SELECT append_changes($1::json)', [asRows(rows)]);
  }

  private async upsertListings(manager: EntityManager, writes: readonly ListingWrite[]): Promise<void> {
    const whole = writes.filter((write) => write.changed);
    if (whole.length > 0) await manager.query(UPSERT_LISTINGS, [asRows(whole.map(listingRow))]);
    const still = writes.filter((write) => !write.changed);
    if (still.length === 0) return;
    await manager.query(TOUCH_LISTINGS, [asRows(still.map(touchRow))]);
    // Health and freshness moved: the index is to look again, followers of the feed are not.
    await manager.query(
      `INSERT INTO index_pending (listing_id) SELECT unnest($1::text[])
       ON CONFLICT (listing_id) DO UPDATE SET marked_at = excluded.marked_at`,
      [still.map((write) => write.listing.id).sort()],
    );
  }

  private async replaceOffers(manager: EntityManager, writes: readonly ListingWrite[]): Promise<void> {
    const whole = writes.filter((write) => write.changed);
    if (whole.length === 0) return;
    const known = whole.filter((write) => !write.isNew);
    if (known.length > 0) {
      const keys = known.map(({ listing, offers }) => ({
        id: listing.id,
        keys: offers.map((offer) => offer.key),
      }));
      await manager.query(
        `DELETE FROM offer USING json_to_recordset($1::json) AS r(id text, keys text[])
         WHERE offer.listing_id = r.id AND NOT offer.key = ANY (r.keys)`,
        [asRows(keys)],
      );
    }
    const rows = whole.flatMap((write) => write.offers.map((offer) => offerRow(write, offer)));
    if (rows.length > 0) await manager.query(UPSERT_OFFERS, [asRows(rows)]);
  }

  private async addPricePoints(manager: EntityManager, { pricePoints }: ListingPlan): Promise<void> {
    if (pricePoints.length === 0) return;
    const rows = pricePoints.map(({ listingId, offer, at }) => ({
      listing_id: listingId,
      offer_key: offer.key,
      at,
      network: offer.network,
      asset: offer.asset ?? offer.assetRaw,
      scheme: offer.scheme,
      amount_atomic: offer.amountAtomic,
      amount: offer.amount,
      price_usd: offer.priceUsd,
      pay_to: offer.payTo,
    }));
    await manager.query(
      `INSERT INTO price_point (listing_id, offer_key, at, network, asset, scheme, amount_atomic, amount, price_usd, pay_to)
       SELECT * FROM json_to_recordset($1::json) AS r(listing_id text, offer_key text, at timestamptz, network text,
         asset text, scheme text, amount_atomic numeric, amount numeric, price_usd numeric, pay_to text)`,
      [asRows(rows)],
    );
  }

  private async addStateChanges(
    manager: EntityManager,
    { stateChanges }: ListingPlan,
    probeIds: ReadonlyMap<string, string>,
  ): Promise<void> {
    if (stateChanges.length === 0) return;
    const rows = stateChanges.map(({ listing, at, targetId, sourceId }) => ({
      listing_id: listing.id,
      at,
      state: listing.standing.state,
      reason: listing.standing.reason,
      probe_id: targetId === null ? null : (probeIds.get(targetId) ?? null),
      source_id: sourceId,
    }));
    await manager.query(
      `INSERT INTO state_change (listing_id, at, state, reason, probe_id, source_id)
       SELECT * FROM json_to_recordset($1::json)
         AS r(listing_id text, at timestamptz, state text, reason text, probe_id bigint, source_id text)`,
      [asRows(rows)],
    );
  }

  /** All targets of a merged listing lead to the survivor, which is looked at soon unless it is fine. */
  private async moveTargets(manager: EntityManager, { merges }: ListingPlan): Promise<void> {
    if (merges.length === 0) return;
    await manager.query(
      `WITH merged AS (SELECT * FROM json_to_recordset($1::json) AS r("from" text, "into" text))
       UPDATE target SET listing_id = merged.into, next_probe_at = NULL FROM merged WHERE listing_id = merged.from`,
      [asRows(merges)],
    );
    await manager.query(
      `UPDATE target SET next_probe_at = least(next_probe_at, now())
       WHERE id IN (SELECT min(t.id) FROM target t JOIN listing l ON l.id = t.listing_id
                    WHERE l.id = ANY ($1) AND l.state NOT IN ('LISTED', 'STALE', 'FREE', 'DELISTED') GROUP BY l.id)`,
      [merges.map((merge) => merge.into)],
    );
  }
}

const issuesJson = (issues: readonly Issue[]): string => JSON.stringify(issues);

function touchRow({ listing, probed }: ListingWrite): object {
  return {
    id: listing.id,
    state_facts: JSON.stringify(listing.standing.facts),
    challenge: listing.content.challenge,
    failures: listing.standing.facts.failures,
    probed_at: probed?.at ?? null,
    ok_at: probed?.payable === true ? probed.at : null,
  };
}

function listingRow(write: ListingWrite): object {
  const { listing, offers } = write;
  const { content } = listing;
  const prices = priceRange(offers);
  return {
    ...touchRow(write),
    resource: listing.resource,
    method: listing.method,
    tool_name: listing.toolName,
    origin: listing.origin,
    type: content.type,
    state: listing.standing.state,
    state_reason: listing.standing.reason,
    state_since: listing.standing.since,
    merged_into: listing.mergedInto,
    evidence: listing.evidence,
    payability: content.payability,
    x402_version: content.x402Version,
    title: content.title,
    description: content.description,
    mime_type: content.mimeType,
    service_name: content.serviceName,
    tags: content.tags,
    icon_url: content.iconUrl,
    route_template: content.routeTemplate,
    example_url: listing.exampleUrl,
    extensions: content.extensions,
    supports_sign_in: content.supportsSignIn,
    call_complete: content.callComplete,
    call: content.call,
    output_schema: content.outputSchema,
    output_example: content.outputExample,
    issues: issuesJson(content.issues),
    fingerprint: content.fingerprint,
    min_price_usd: prices?.min ?? null,
    max_price_usd: prices?.max ?? null,
    quality: quality(content),
    version: listing.version,
    document_hash: asBytea(listing.documentHash),
  };
}

function offerRow({ listing, probed }: ListingWrite, offer: OfferRecord): object {
  return {
    listing_id: listing.id,
    key: offer.key,
    position: offer.position,
    x402_version: offer.x402Version,
    evidence: offer.evidence,
    seen_at: probed?.at ?? null,
    scheme: offer.scheme,
    network: offer.network,
    environment: offer.environment,
    asset: offer.asset,
    asset_raw: offer.assetRaw,
    amount_atomic: offer.amountAtomic,
    amount_raw: offer.amountRaw,
    amount: offer.amount,
    price_usd: offer.priceUsd,
    usd_micros: offer.priceUsd === null ? null : usdMicros(offer.priceUsd),
    price_kind: offer.priceKind,
    pay_to: offer.payTo,
    max_timeout_seconds: offer.maxTimeoutSeconds,
    payment_flow: offer.paymentFlow,
    transfer_method: offer.transferMethod,
    payability: offer.payability,
    issues: issuesJson(offer.issues),
    raw: offer.raw,
  };
}

/** Over mainnet offers; where there are none, over the others. */
function priceRange(offers: readonly OfferRecord[]): { min: string; max: string } | null {
  const mainnet = offers.filter((offer) => offer.environment === 'MAINNET');
  const prices = (mainnet.length > 0 ? mainnet : offers).flatMap(({ priceUsd }) =>
    priceUsd === null ? [] : [priceUsd],
  );
  const [min, ...rest] = [...prices].sort(compareDecimals);
  return min === undefined ? null : { min, max: rest.at(-1) ?? min };
}

const LISTING_COLUMNS = [
  ['id', 'text'],
  ['resource', 'text'],
  ['method', 'text'],
  ['tool_name', 'text'],
  ['origin', 'text'],
  ['type', 'text'],
  ['state', 'text'],
  ['state_reason', 'text'],
  ['state_since', 'timestamptz'],
  ['state_facts', 'text'],
  ['merged_into', 'text'],
  ['evidence', 'text'],
  ['payability', 'text'],
  ['x402_version', 'smallint'],
  ['title', 'text'],
  ['description', 'text'],
  ['mime_type', 'text'],
  ['service_name', 'text'],
  ['tags', 'text[]'],
  ['icon_url', 'text'],
  ['route_template', 'text'],
  ['example_url', 'text'],
  ['extensions', 'text[]'],
  ['supports_sign_in', 'boolean'],
  ['call_complete', 'boolean'],
  ['call', 'text'],
  ['output_schema', 'text'],
  ['output_example', 'text'],
  ['challenge', 'text'],
  ['issues', 'text'],
  ['fingerprint', 'text'],
  ['min_price_usd', 'numeric'],
  ['max_price_usd', 'numeric'],
  ['quality', 'real'],
  ['version', 'bigint'],
  ['document_hash', 'bytea'],
] as const;

const OFFER_COLUMNS = [
  ['listing_id', 'text'],
  ['key', 'text'],
  ['position', 'smallint'],
  ['x402_version', 'smallint'],
  ['evidence', 'text'],
  ['scheme', 'text'],
  ['network', 'text'],
  ['environment', 'text'],
  ['asset', 'text'],
  ['asset_raw', 'text'],
  ['amount_atomic', 'numeric'],
  ['amount_raw', 'text'],
  ['amount', 'numeric'],
  ['price_usd', 'numeric'],
  ['usd_micros', 'bigint'],
  ['price_kind', 'text'],
  ['pay_to', 'text'],
  ['max_timeout_seconds', 'integer'],
  ['payment_flow', 'text'],
  ['transfer_method', 'text'],
  ['payability', 'text'],
  ['issues', 'text'],
  ['raw', 'text'],
] as const;

type Column = readonly [name: string, type: string];

const quoted = ([name]: Column): string => `"${name}"`;
const names = (columns: readonly Column[]): string => columns.map(quoted).join(', ');
const typed = (columns: readonly Column[]): string =>
  columns.map((column) => `${quoted(column)} ${column[1]}`).join(', ');
const overwrite = (columns: readonly Column[], keys: number): string =>
  columns
    .slice(keys)
    .map((column) => `${quoted(column)} = excluded.${quoted(column)}`)
    .join(', ');

const UPSERT_LISTINGS = `
  INSERT INTO listing (${names(LISTING_COLUMNS)}, first_seen_at, changed_at, last_probed_at, last_ok_at, consecutive_failures)
  SELECT ${names(LISTING_COLUMNS)}, clock, clock, probed_at, ok_at, failures
  FROM json_to_recordset($1::json)
    AS r(${typed(LISTING_COLUMNS)}, probed_at timestamptz, ok_at timestamptz, failures integer),
    LATERAL (SELECT coalesce(r.probed_at, now()) AS clock) AS c
  ON CONFLICT (id) DO UPDATE SET ${overwrite(LISTING_COLUMNS, 1)},
    changed_at = excluded.changed_at,
    last_probed_at = coalesce(excluded.last_probed_at, listing.last_probed_at),
    last_ok_at = coalesce(excluded.last_ok_at, listing.last_ok_at),
    consecutive_failures = excluded.consecutive_failures`;

/** What moves at every probe, and the challenge as last seen. */
const TOUCH_LISTINGS = `
  UPDATE listing SET state_facts = r.state_facts, challenge = r.challenge, consecutive_failures = r.failures,
    last_probed_at = r.probed_at, last_ok_at = coalesce(r.ok_at, last_ok_at)
  FROM json_to_recordset($1::json) AS r(id text, state_facts text, challenge text, failures integer,
    probed_at timestamptz, ok_at timestamptz)
  WHERE listing.id = r.id`;

const UPSERT_OFFERS = `
  INSERT INTO offer (${names(OFFER_COLUMNS)}, seen_at, price_usd_as_of)
  SELECT ${names(OFFER_COLUMNS)}, clock, CASE WHEN r.price_usd IS NULL THEN NULL ELSE clock END
  FROM json_to_recordset($1::json) AS r(${typed(OFFER_COLUMNS)}, seen_at timestamptz),
    LATERAL (SELECT coalesce(r.seen_at, now()) AS clock) AS c
  ON CONFLICT (listing_id, key) DO UPDATE SET ${overwrite(OFFER_COLUMNS, 2)},
    seen_at = excluded.seen_at, price_usd_as_of = excluded.price_usd_as_of`;
