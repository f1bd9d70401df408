import { type ProbeView, issuesOf } from '@bazaar/catalog';
import { type DescribedIssue, describeIssue, isReasonCode } from '@bazaar/x402';

interface Known {
  /** Of the listing's state. */
  readonly reason: string;
  /** Of its last good answer, as stored; null where there is no listing. */
  readonly listing: { readonly issues: string } | null;
  readonly lastProbe: Pick<ProbeView, 'issues'> | null;
}

/**
 * What a seller has to mend: why the listing is in its state, unless all is well, what the last probe found, then what
 * the last good answer got wrong. Each code once: the last probe says most of it.
 */
export function statusIssues({ reason, listing, lastProbe }: Known): DescribedIssue[] {
  const probed = (lastProbe?.issues ?? []).map(describeIssue);
  const read = (listing === null ? [] : issuesOf(listing.issues)).filter(isNoneOf(probed));
  const why = reason === 'ok' || !isReasonCode(reason) ? [] : [describeIssue({ code: reason, detail: null })];
  return [...why.filter(isNoneOf([...probed, ...read])), ...probed, ...read];
}

const isNoneOf =
  (others: readonly DescribedIssue[]) =>
  ({ code }: DescribedIssue): boolean =>
    others.every((other) => other.code !== code);
