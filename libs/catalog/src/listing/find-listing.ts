import { canonicalUrl, templateMatchesPath } from '@bazaar/x402';

import { httpsTwin } from '../target/https-twin.js';
import { type ListingSummary } from './listing-summary.repository.js';
import { type ListingRepository } from './listing.repository.js';

export type UrlMatch = 'EXACT' | 'TEMPLATE' | 'NEAR';

export interface FoundListing {
  readonly listing: ListingSummary;
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
    const matching = (await listings.templatesOf(candidate.origin)).filter(({ routeTemplate }) =>
      templateMatchesPath(routeTemplate, path),
    );
    if (matching.length === 0) continue;
    const found = await listings.byIds(matching.map(({ id }) => id));
    return found.flatMap((listing) => (listing === null ? [] : [{ listing, match: 'TEMPLATE' }]));
  }
  return [];
}

type Place = Parameters<typeof httpsTwin>[0];

function withHttpsTwin(place: Place): Place[] {
  const twin = httpsTwin(place);
  return twin.origin === place.origin ? [place] : [twin, place];
}
