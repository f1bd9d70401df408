import { canonicalUrl } from '@bazaar/x402';

import { type FoundListing, findListings } from '../listing/find-listing.js';
import { type ListingSummary } from '../listing/listing-summary.repository.js';
import { type ListingRepository } from '../listing/listing.repository.js';
import { type ListingStatus, type StatusMatch } from './listing-status.js';
import { type StatusRepository } from './status.repository.js';

/** Answers a seller's first question: am I listed, and if not, why not? */
export class StatusService {
  constructor(
    private readonly listings: ListingRepository,
    private readonly statuses: StatusRepository,
  ) {}

  /**
   * One entry per method or tool. A URL that was merged leads to its survivor; one that was never seen gives an empty
   * list, or NEAR entries of the same origin.
   */
  async ofResource(resource: string): Promise<ListingStatus[]> {
    const found = await findListings(this.listings, resource);
    const exact = found.filter(({ match }) => match === 'EXACT');
    if (exact.length > 0) return exact.map(statusOf);
    const written = await this.statuses.byWrittenUrl(resource.trim());
    if (written.length > 0)
      return written.map((row) => writtenStatus(resource, row.listing, row.refusedReason));
    if (found.length > 0) return found.map(statusOf);
    const canonical = canonicalUrl(resource);
    if (!canonical.ok) return [];
    const near = await this.listings.near(canonical.value.origin, canonical.value.resource);
    return near.map((listing) => statusOf({ listing, match: 'NEAR' }));
  }
}

export const statusOf = ({ listing, match }: FoundListing): ListingStatus => ({
  resource: listing.resource,
  method: listing.method,
  toolName: listing.toolName,
  listing,
  state: listing.state,
  reason: listing.stateReason,
  match: match satisfies StatusMatch,
});

const writtenStatus = (
  resource: string,
  listing: ListingSummary | null,
  refusedReason: string | null,
): ListingStatus =>
  listing === null
    ? {
        resource,
        method: null,
        toolName: null,
        listing,
        state: 'REFUSED',
        reason: refusedReason ?? 'quota',
        match: 'EXACT',
      }
    : statusOf({ listing, match: listing.routeTemplate === null ? 'EXACT' : 'TEMPLATE' });
