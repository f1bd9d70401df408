import {
  type Health,
  type HealthRepository,
  type ListingRepository,
  type ListingSummary,
  type ListingUsage,
  type OfferSummary,
  type PriceHistoryRepository,
  type PricePoint,
  type ProbeRepository,
  type ProbeView,
  type SightingView,
  type Source,
  type SourceRepository,
  type StateChangeView,
  type StatusRepository,
  type UsageRepository,
  type WholeOffer,
} from '@bazaar/catalog';
import { type Clock, type Page } from '@bazaar/kernel';
import DataLoader from 'dataloader';
import { type GraphQLResolveInfo } from 'graphql';

import { asksFor } from './asks-for.js';
import { type TextAsked, textLoader } from './text-loader.js';

export interface LoaderSources {
  readonly listings: ListingRepository;
  readonly statuses: StatusRepository;
  readonly probes: ProbeRepository;
  readonly healths: HealthRepository;
  readonly prices: PriceHistoryRepository;
  readonly sources: SourceRepository;
  readonly usages: UsageRepository;
  readonly clock: Clock;
}

/** One page of something that belongs to a listing. */
export interface ChildPage {
  readonly listingId: string;
  readonly first: number;
  readonly after: string | null;
}

const HEALTH_DAYS = 30;
const DAY_MS = 86_400_000;

/** One loader a child: however long the page of parents, its children cost one query. Made anew for every request. */
export interface Loaders {
  readonly listing: DataLoader<string, ListingSummary | null>;
  readonly text: DataLoader<TextAsked, string | null, string>;
  readonly offers: DataLoader<string, OfferSummary[]>;
  readonly wholeOffers: DataLoader<string, WholeOffer[]>;
  readonly health: DataLoader<string, Health>;
  readonly sightings: DataLoader<string, SightingView[]>;
  readonly source: DataLoader<string, Source | null>;
  readonly sourceListings: DataLoader<string, number>;
  /** By the facilitator's URL. */
  readonly catalogue: DataLoader<string, Source | null>;
  readonly usage: DataLoader<string, ListingUsage[]>;
  readonly lastProbe: DataLoader<string, ProbeView | null>;
  readonly probe: DataLoader<string, ProbeView | null>;
  /** By the answer that holds it. */
  readonly challenge: DataLoader<string, object | null>;
  readonly nextProbe: DataLoader<string, Date | null>;
  readonly timeline: DataLoader<ChildPage, StateChangeView[], string>;
  readonly prices: DataLoader<ChildPage, Page<PricePoint>, string>;
}

export function makeLoaders({
  listings,
  statuses,
  probes,
  healths,
  prices,
  sources,
  usages,
  clock,
}: LoaderSources): Loaders {
  const healthFrom = new Date(clock.now().getTime() - HEALTH_DAYS * DAY_MS);
  return {
    listing: new DataLoader((ids) => listings.byIds(ids)),
    text: textLoader(listings),
    offers: new DataLoader((ids) => listings.offersOf(ids)),
    wholeOffers: new DataLoader((ids) => listings.wholeOffersOf(ids)),
    health: new DataLoader((ids) => healths.since(ids, healthFrom)),
    sightings: new DataLoader((ids) => sources.sightingsOf(ids)),
    source: new DataLoader((ids) => sources.byIds(ids)),
    sourceListings: new DataLoader((ids) => sources.listingCounts(ids)),
    catalogue: new DataLoader((urls) => sources.catalogues(urls)),
    usage: new DataLoader((ids) => usages.of(ids)),
    lastProbe: new DataLoader((ids) => probes.last(ids)),
    probe: new DataLoader((ids) => probes.byIds(ids)),
    challenge: new DataLoader((ids) => probes.challenges(ids)),
    nextProbe: new DataLoader((ids) => statuses.nextProbes(ids)),
    timeline: pageLoader((ids, { first, after }) => statuses.timelines(ids, first, after)),
    prices: pageLoader((ids, { first, after }) => prices.pages(ids, first, after)),
  };
}

/** Offers for a field: whole where it asks for what the seller wrote. */
export const offersFor = (
  info: GraphQLResolveInfo,
  { offers, wholeOffers }: Loaders,
): DataLoader<string, readonly (OfferSummary | WholeOffer)[]> =>
  asksFor(info, 'raw') ? wholeOffers : offers;

/** Pages asked with the same arguments are one query; aliases with others are one more each. */
function pageLoader<T>(
  ask: (listingIds: readonly string[], page: ChildPage) => Promise<readonly T[]>,
): DataLoader<ChildPage, T, string> {
  const batch = async (asked: readonly ChildPage[]): Promise<T[]> => {
    const groups = new Map<string, ChildPage[]>();
    for (const page of asked) groups.set(argumentsOf(page), [...(groups.get(argumentsOf(page)) ?? []), page]);
    const found = new Map<ChildPage, T>();
    for (const pages of groups.values()) {
      const ids = pages.map(({ listingId }) => listingId);
      const answers = await ask(ids, pages[0] as ChildPage);
      pages.forEach((page, index) => found.set(page, answers[index] as T));
    }
    return asked.map((page) => found.get(page) as T);
  };
  return new DataLoader(batch, { cacheKeyFn: (page) => `${page.listingId} ${argumentsOf(page)}` });
}

const argumentsOf = ({ first, after }: ChildPage): string => `${first} ${after ?? ''}`;
