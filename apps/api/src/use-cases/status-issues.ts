import { type ListingStatus, issuesOf } from '@bazaar/catalog';
import { type DescribedIssue, describeIssue, isReasonCode } from '@bazaar/x402';

/** What a seller has to mend: why the listing is in its state, unless all is well, then what its answer got wrong. */
export function statusIssues({
  reason,
  listing,
}: Pick<ListingStatus, 'reason' | 'listing'>): DescribedIssue[] {
  const found = listing === null ? [] : issuesOf(listing.issues);
  const isNamed = reason === 'ok' || found.some(({ code }) => code === reason);
  return isNamed || !isReasonCode(reason) ? found : [describeIssue({ code: reason, detail: null }), ...found];
}
