import { type EntityManager } from 'typeorm';

import { type SearchDocument } from '../../document/search-document.js';

/** Writes documents into the engine's own tables: three statements, however long the batch. */
export class DocumentWriteRepository {
  /** What is already held as it is stays untouched. */
  async upsert(manager: EntityManager, documents: readonly SearchDocument[]): Promise<void> {
    if (documents.length === 0) return;
    const written: { id: string }[] = await manager.query(UPSERT_LISTINGS, [
      JSON.stringify(documents.map(listingRow)),
    ]);
    const ids = new Set(written.map(({ id }) => id));
    if (ids.size === 0) return;
    await manager.query('DELETE FROM search_offer WHERE listing_id = ANY ($1)', [[...ids]]);
    const offers = documents.filter(({ id }) => ids.has(id)).flatMap(offerRows);
    if (offers.length > 0) await manager.query(INSERT_OFFERS, [JSON.stringify(offers)]);
  }

  async remove(manager: EntityManager, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await manager.query('DELETE FROM search_listing WHERE id = ANY ($1)', [ids]);
    await manager.query('DELETE FROM search_offer WHERE listing_id = ANY ($1)', [ids]);
  }
}

const listingRow = (document: SearchDocument): object => ({
  id: document.id,
  content_hash: document.contentHash.toString(),
  names: document.words.names,
  description: document.words.description,
  details: document.words.details,
  type: document.type,
  resource: document.resource,
  method: document.method,
  origin: document.origin,
  tags: document.tags,
  extensions: document.extensions,
  categories: document.categories,
  state: document.state,
  state_reason: document.stateReason,
  call_complete: document.callComplete,
  supports_sign_in: document.supportsSignIn,
  quality: document.quality,
  consecutive_failures: document.consecutiveFailures,
  last_ok_at: document.lastOkAt,
  last_probed_at: document.lastProbedAt,
  changed_at: document.changedAt,
  uptime: document.uptime,
});

const offerRows = (document: SearchDocument): object[] =>
  document.offers.map((offer, position) => ({
    listing_id: document.id,
    position,
    key: offer.key,
    network: offer.network,
    environment: offer.environment,
    asset: offer.asset,
    asset_raw: offer.assetRaw,
    scheme: offer.scheme,
    usd_micros: offer.usdMicros?.toString() ?? null,
    pay_to: offer.payTo,
    price_kind: offer.priceKind,
    payment_flow: offer.paymentFlow,
    payability: offer.payability,
    evidence: offer.evidence,
  }));

const LISTING_COLUMNS = [
  'type text',
  'resource text',
  'method text',
  'origin text',
  'tags text[]',
  'extensions text[]',
  'categories text[]',
  'state text',
  'state_reason text',
  'call_complete boolean',
  'supports_sign_in boolean',
  'quality real',
  'consecutive_failures integer',
  'last_ok_at timestamptz',
  'last_probed_at timestamptz',
  'changed_at timestamptz',
  'uptime double precision',
];
const OFFER_COLUMNS = [
  'listing_id text',
  '"position" smallint',
  'key text',
  'network text',
  'environment text',
  'asset text',
  'asset_raw text',
  'scheme text',
  'usd_micros bigint',
  'pay_to text',
  'price_kind text',
  'payment_flow text',
  'payability text',
  'evidence text',
];

const name = (column: string): string => column.split(' ')[0] ?? column;
const LISTING_NAMES = LISTING_COLUMNS.map(name).join(', ');
const OFFER_NAMES = OFFER_COLUMNS.map(name).join(', ');

const UPSERT_LISTINGS = `
  INSERT INTO search_listing AS held (id, content_hash, tsv, ${LISTING_NAMES})
  SELECT id, content_hash, setweight(to_tsvector('english', names), 'A') || setweight(to_tsvector('english', description), 'B')
      || setweight(to_tsvector('english', details), 'C'), ${LISTING_NAMES}
  FROM json_to_recordset($1::json) AS r(id text, content_hash bigint, names text, description text, details text,
    ${LISTING_COLUMNS.join(', ')})
  ON CONFLICT (id) DO UPDATE SET content_hash = excluded.content_hash, tsv = excluded.tsv,
    ${LISTING_COLUMNS.map(name)
      .map((column) => `${column} = excluded.${column}`)
      .join(', ')}
  WHERE held.content_hash <> excluded.content_hash
  RETURNING id`;

const INSERT_OFFERS = `
  INSERT INTO search_offer (${OFFER_NAMES})
  SELECT ${OFFER_NAMES} FROM json_to_recordset($1::json) AS r(${OFFER_COLUMNS.join(', ')})`;
