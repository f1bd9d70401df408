import { type OfferFacts } from '@bazaar/catalog';
import { type IndexedListing } from '@bazaar/search';
import { type DataSource } from 'typeorm';

import { aListing } from './search-document.js';

export type StoredListing = Partial<IndexedListing> & {
  readonly id: string;
  readonly offers?: readonly OfferFacts[];
};

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const asRow = (value: object) =>
  Object.fromEntries(
    Object.entries(value).map(([name, cell]: [string, unknown]) => [
      snake(name),
      typeof cell === 'bigint' ? cell.toString() : cell,
    ]),
  );

/** Puts listings straight into the truth, replacing what is there, and marks them for the indexer. */
export async function storeListings(database: DataSource, listings: readonly StoredListing[]): Promise<void> {
  const made = listings.map(aListing);
  const rows = made.map(({ listing }) => ({
    ...asRow(listing),
    state_since: listing.changedAt,
    state_facts: '{}',
    evidence: 'PROBED',
    payability: 'PAYABLE',
    issues: '[]',
    version: 1,
    document_hash: '\\x00',
    first_seen_at: listing.changedAt,
  }));
  const offers = made.flatMap(({ listing, offers: listed }) =>
    listed.map((offer, position) => ({
      ...asRow(offer),
      listing_id: listing.id,
      position,
      seen_at: listing.changedAt,
      issues: '[]',
      raw: '{}',
    })),
  );
  const ids = made.map(({ listing }) => listing.id);
  await database.query('DELETE FROM offer WHERE listing_id = ANY ($1)', [ids]);
  await database.query('DELETE FROM listing WHERE id = ANY ($1)', [ids]);
  await database.query('INSERT INTO listing SELECT * FROM jsonb_populate_recordset(NULL::listing, $1)', [
    JSON.stringify(rows),
  ]);
  await database.query('INSERT INTO offer SELECT * FROM jsonb_populate_recordset(NULL::offer, $1)', [
    JSON.stringify(offers),
  ]);
  await database.query(
    'INSERT INTO index_pending (listing_id) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING',
    [ids],
  );
}
