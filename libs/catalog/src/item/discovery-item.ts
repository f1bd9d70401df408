import { type Challenge, type DescribedIssue, type Issue, describeIssue } from '@bazaar/x402';

import { type ListingSummary } from '../listing/listing-summary.repository.js';
import { type WholeOffer } from '../offer/offer-summary.repository.js';
import { type ListingUsage } from '../usage/usage.repository.js';

/**
 * One item of the standard discovery API: what official clients read at the top, ours under `bazaar`. `accepts` is as
 * the seller wrote it, in the shape of the item's own `x402Version`.
 */
export interface DiscoveryItem {
  readonly resource: string;
  readonly type: 'http' | 'mcp';
  readonly x402Version: number;
  readonly accepts: readonly unknown[];
  readonly lastUpdated: string;
  readonly description?: string;
  readonly mimeType?: string;
  readonly serviceName?: string;
  readonly tags?: readonly string[];
  readonly iconUrl?: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly quality?: QualityCounters;
  readonly bazaar: BazaarPart;
}

/** Named as hosted catalogues name them, with who counted what, and when they said so. */
interface QualityCounters {
  readonly l30DaysTotalCalls: number | null;
  readonly l30DaysUniquePayers: number | null;
  readonly lastCalledAt: string | null;
  readonly source: string;
  readonly counts: string;
  readonly asOf: string;
}

interface BazaarPart {
  readonly id: string;
  readonly version: string;
  readonly method: string | null;
  readonly toolName: string | null;
  readonly state: string;
  readonly reason: string;
  readonly evidence: string;
  readonly payability: string;
  /** What it does, in our taxonomy, best first. */
  readonly categories: readonly string[];
  /** The least any offer costs, exact; null where no price is known. */
  readonly priceUsd: string | null;
  readonly ownerVerified: boolean;
  readonly issues: readonly DescribedIssue[];
  readonly health?: HealthPart;
}

interface HealthPart {
  readonly lastProbedAt: string | null;
  readonly lastOkAt: string | null;
  readonly consecutiveFailures: number;
  readonly uptime30d: number | null;
}

export interface ItemOptions {
  /** Health moves at every probe: part of an answer, never of the document that feeds carry. */
  readonly health: boolean;
  /** Counters move all the time too. The source that counts the most speaks; null leaves them out. */
  readonly usage: ListingUsage | null;
  /** JSON, for the extensions; null leaves them out. */
  readonly challenge: string | null;
}

/** The one mapper from a listing to a discovery item: REST answers, feeds and snapshots say the same. */
export function discoveryItem(
  listing: ListingSummary,
  offers: readonly WholeOffer[],
  options: ItemOptions,
): DiscoveryItem {
  const challenge = options.challenge === null ? null : (JSON.parse(options.challenge) as Challenge);
  const version = listing.x402Version ?? 2;
  return {
    resource: listing.resource,
    type: listing.type === 'MCP' ? 'mcp' : 'http',
    x402Version: version,
    accepts: offers
      .filter((offer) => (offer.x402Version ?? version) === version)
      .map((offer) => JSON.parse(offer.raw) as unknown),
    lastUpdated: listing.changedAt.toISOString(),
    ...present('description', listing.description),
    ...present('mimeType', listing.mimeType),
    ...present('serviceName', listing.serviceName),
    ...present('tags', listing.tags.length === 0 ? null : listing.tags),
    ...present('iconUrl', listing.iconUrl),
    ...present('extensions', challenge?.extensions ?? null),
    ...present('quality', options.usage === null ? null : qualityOf(options.usage)),
    bazaar: bazaarPart(listing, options.health),
  };
}

const qualityOf = ({
  sourceId,
  counts,
  calls30d,
  payers30d,
  lastCalledAt,
  asOf,
}: ListingUsage): QualityCounters => ({
  l30DaysTotalCalls: calls30d,
  l30DaysUniquePayers: payers30d,
  lastCalledAt: lastCalledAt?.toISOString() ?? null,
  source: sourceId,
  counts,
  asOf: asOf.toISOString(),
});

function bazaarPart(listing: ListingSummary, health: boolean): BazaarPart {
  const { lastProbedAt, lastOkAt, consecutiveFailures, uptime: uptime30d } = listing;
  return {
    id: listing.id,
    version: listing.version,
    method: listing.method,
    toolName: listing.toolName,
    state: listing.state,
    reason: listing.stateReason,
    evidence: listing.evidence,
    payability: listing.payability,
    categories: listing.categories ?? [],
    priceUsd: listing.minPriceUsd,
    ownerVerified: false,
    issues: issuesOf(listing.issues),
    ...(health
      ? {
          health: {
            lastProbedAt: lastProbedAt?.toISOString() ?? null,
            lastOkAt: lastOkAt?.toISOString() ?? null,
            consecutiveFailures,
            uptime30d,
          },
        }
      : {}),
  };
}

/** Issues as stored (JSON by code and detail) in the words of the reason table. */
export const issuesOf = (stored: string): DescribedIssue[] =>
  (JSON.parse(stored) as Issue[]).map(describeIssue);

const present = <Name extends string, T>(name: Name, value: T | null): Partial<Record<Name, T>> =>
  value === null ? {} : ({ [name]: value } as Partial<Record<Name, T>>);
