import {
  type ListingStatus,
  type ProbeRepository,
  type ProbeView,
  type StateChangeView,
  type StatusRepository,
} from '@bazaar/catalog';

import { type ItemService } from './item.service.js';
import { publicBase } from './public-base.js';
import { statusIssues } from './status-issues.js';

const TIMELINE_MAX = 50;

/** A listing's status as one JSON document: state, why, how to mend it, what happened, what comes next. */
export class StatusReportService {
  constructor(
    private readonly items: ItemService,
    private readonly statuses: StatusRepository,
    private readonly probes: ProbeRepository,
    private readonly publicUrl: string | undefined,
  ) {}

  /**
   * @param requestBase where the request came in, for links when no public URL is set
   * @param brief listings without extensions and schemas
   */
  async of(
    found: readonly ListingStatus[],
    requestBase: string,
    { brief }: { readonly brief: boolean } = { brief: false },
  ): Promise<object[]> {
    const listings = found.flatMap(({ listing }) => (listing === null ? [] : [listing]));
    const ids = listings.map(({ id }) => id);
    const [items, timelines, probes, nextProbes] = await Promise.all([
      this.items.of(listings, { brief }),
      this.statuses.timelines(ids, TIMELINE_MAX, null),
      this.probes.last(ids),
      this.statuses.nextProbes(ids),
    ]);
    return found.map((status) => {
      const { resource, method, toolName, listing, state, match, reason } = status;
      const at = listing === null ? -1 : ids.indexOf(listing.id);
      return {
        resource,
        method,
        toolName,
        state,
        match,
        reason,
        issues: statusIssues({ reason, listing, lastProbe: probes[at] ?? null }),
        timeline: (timelines[at] ?? []).map(entryOf),
        lastProbe: probeOf(probes[at] ?? null),
        nextProbeAt: nextProbes[at]?.toISOString() ?? null,
        statusUrl: this.statusUrl(resource, requestBase),
        listing: items[at] ?? null,
      };
    });
  }

  private statusUrl(resource: string, requestBase: string): string {
    return `${publicBase(this.publicUrl, requestBase)}/discovery/status?resource=${encodeURIComponent(resource)}`;
  }
}

const entryOf = ({ id, at, state, reason, sourceId }: StateChangeView): object => ({
  cursor: id,
  at: at.toISOString(),
  state,
  reason,
  source: sourceId,
});

function probeOf(probe: ProbeView | null): object | null {
  if (probe === null) return null;
  const { issues: _, answerId: _answer, headers, ...rest } = probe;
  return {
    ...rest,
    at: probe.at.toISOString(),
    headers: headers === null ? null : (JSON.parse(headers) as unknown),
  };
}
