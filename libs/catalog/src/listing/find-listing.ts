import { canonicalUrl, templateMatchesPath } from '@bazaar/x402';

import { httpsTwin } from '../target/https-twin.js';
import { type Listing } from './listing.entity.js';
import { type ListingRepository } from './listing.repository.js';

export type UrlMatch = 'EXACT' | 'TEMPLATE' | 'NEAR';

export interface FoundListing {
  readonly listing: Listing;
  readonly match: UrlMatch;
}

/**
 * The listings one URL leads to: its own, else those whose template it is an instance of. A plain http URL finds its
 * https twin.
 */
export async function findListings(listings: ListingRepository, resource: string): Promise<FoundListing[]> {
  const canonical = canonicalUrl(resource);
  if (!canonical.ok) return [];
  for (const candidate of withHttpsTwin(canonical.value)) {
    const exact = await listings.byResource(candidate.resource);
    if (exact.length > 0) return exact.map((listing) => ({ listing, match: 'EXACT' }));
    const path = candidate.resource.slice(candidate.origin.length);
    const templates = await listings.templatesOf(candidate.origin);
    const matching = templates.filter(
      ({ routeTemplate }) => routeTemplate !== null && templateMatchesPath(routeTemplate, path),
    );
    if (matching.length > 0) return matching.map((listing) => ({ listing, match: 'TEMPLATE' }));
  }
  return [];
}

type Place = Parameters<typeof httpsTwin>[0];

function withHttpsTwin(place: Place): Place[] {
  const twin = httpsTwin(place);
  return twin.origin === place.origin ? [place] : [twin, place];
}
