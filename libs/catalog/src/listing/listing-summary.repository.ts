import { columnOf } from '../row.js';
import { type Listing } from './listing.entity.js';

/** What a seller wrote at length, up to a quarter of a megabyte each: read for those alone who ask for it. */
export type ListingText = 'call' | 'outputSchema' | 'outputExample' | 'challenge';
/** JSON, null where there is none. Those that were not asked for are absent. */
export type ListingTexts = Readonly<Partial<Record<ListingText, string | null>>>;

/** What lists show, filters read and callers decide by. */
const SHOWN = [
  'id',
  'resource',
  'method',
  'toolName',
  'origin',
  'type',
  'state',
  'stateReason',
  'evidence',
  'payability',
  'x402Version',
  'title',
  'description',
  'mimeType',
  'serviceName',
  'tags',
  'iconUrl',
  'categories',
  'routeTemplate',
  'exampleUrl',
  'extensions',
  'supportsSignIn',
  'callComplete',
  'issues',
  'minPriceUsd',
  'maxPriceUsd',
  'quality',
  'version',
  'firstSeenAt',
  'changedAt',
  'lastProbedAt',
  'lastOkAt',
  'consecutiveFailures',
  'uptime',
] as const satisfies readonly (keyof Listing)[];

/** A listing as lists have it: without {@link ListingText}, and without what only the write path reads. */
export interface ListingSummary extends Readonly<Pick<Listing, (typeof SHOWN)[number]>> {
  readonly isOutputDescribed: boolean;
}

/** The columns of a {@link ListingSummary}, of a table with this alias. */
export const summaryColumns = (l: string): string =>
  `${SHOWN.map((name) => `${l}.${columnOf(name)}`).join(', ')},
   (${l}.output_schema IS NOT NULL OR ${l}.output_example IS NOT NULL) AS is_output_described`;
