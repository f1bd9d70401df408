import { type ListingRepository, type ListingSummary, findListings } from '@bazaar/catalog';
import { AppError } from '@bazaar/kernel';

import { type ListingQuestion } from '../input/listing-question.input.js';

const NAMED_MAX = 20;

/** Finds the one listing a caller means. */
export class ListingLookupService {
  constructor(private readonly listings: ListingRepository) {}

  byIds(ids: readonly string[]): Promise<(ListingSummary | null)[]> {
    return this.listings.byIds(ids);
  }

  /** @throws AppError LISTING_NOT_FOUND */
  async byId(id: string): Promise<ListingSummary> {
    const [listing] = await this.listings.byIds([id]);
    if (listing == null)
      throw new AppError('LISTING_NOT_FOUND', `No listing has the id ${JSON.stringify(id)}.`);
    return listing;
  }

  /** Null where there is none. @throws AppError BAD_INPUT that names the matches, where the question leaves several */
  async find(question: ListingQuestion): Promise<ListingSummary | null> {
    if ('id' in question) return (await this.listings.byIds([question.id]))[0] ?? null;
    const { resource, method, toolName } = question;
    const found = (await findListings(this.listings, resource)).map(({ listing }) => listing);
    const meant = found.filter(
      (listing) =>
        (method === null || listing.method === method) &&
        (toolName === null || listing.toolName === toolName),
    );
    // What is for sale is meant before what was merely tried, or anybody's failed attempt would make a URL ambiguous.
    const forSale = meant.filter(({ state }) => state === 'LISTED' || state === 'STALE');
    const candidates = forSale.length > 0 ? forSale : meant;
    if (candidates.length > 1) throw ambiguous(candidates);
    return candidates[0] ?? null;
  }
}

function ambiguous(listings: readonly ListingSummary[]): AppError {
  const named = listings.slice(0, NAMED_MAX).map(nameOf).join(', ');
  const more = listings.length > NAMED_MAX ? ` and ${listings.length - NAMED_MAX} more` : '';
  return new AppError(
    'BAD_INPUT',
    `${listings.length} listings match: ${named}${more}. Name method or toolName, or ask by id.`,
  );
}

const nameOf = ({ id, resource, method, toolName }: ListingSummary): string =>
  `${[method, toolName, resource].filter((part) => part !== null).join(' ')} (id ${id})`;
