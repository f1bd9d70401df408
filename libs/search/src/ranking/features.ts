import { type OfferFacts } from '@bazaar/catalog';

import { type DocumentFacts } from '../document/search-document.js';
import { type Wishes } from './preferences.js';

/** Raised when the table below changes: a cursor of another ranking is refused, not continued wrongly. */
export const RANKING_VERSION = 2;

/** One line of an explanation. `contribution` is exactly `value * weight`. */
export interface RankReason {
  readonly feature: string;
  readonly value: number;
  readonly weight: number;
  readonly contribution: number;
  readonly note: string | null;
}

/** What is judged: a listing with the offer it would be paid by, for one question, at one time. */
export interface Judged {
  readonly relevance: number;
  readonly facts: DocumentFacts;
  readonly offer: OfferFacts | null;
  readonly wishes: Wishes;
  /** The time of the first page: later pages see the same freshness. */
  readonly at: Date;
}

interface Feature {
  readonly name: string;
  /** A multiple of 1/64; values are rounded to 1/1024: products and sums are then exact in binary. */
  readonly weight: number;
  /** 0 to 1. */
  readonly value: (judged: Judged) => number;
  readonly note?: (judged: Judged) => string | null;
}

const DAY_MS = 86_400_000;
const PAYABLE = { PAYABLE: 1, V1_ONLY: 0.5, UNKNOWN: 0.25, BLOCKED: 0 } as const;

const offerWish = (name: 'network' | 'asset' | 'scheme') => (judged: Judged) =>
  judged.offer === null ? 0 : judged.wishes[name](judged.offer);

/** Wishes outweigh small differences of text, not large ones. */
export const FEATURES: readonly Feature[] = [
  { name: 'text', weight: 40 / 64, value: ({ relevance }) => relevance },
  { name: 'quality', weight: 10 / 64, value: ({ facts }) => facts.quality },
  {
    name: 'payable',
    weight: 6 / 64,
    value: ({ offer }) => (offer === null ? 0 : PAYABLE[offer.payability]),
    note: ({ offer }) => offer?.payability ?? 'no offer',
  },
  {
    name: 'health',
    weight: 6 / 64,
    // Never judged is no fault: the state says that it was not seen to work.
    value: ({ facts }) =>
      ((facts.state === 'LISTED' ? 1 : 0.25) * (facts.uptime ?? 1)) / (1 + facts.consecutiveFailures),
    note: ({ facts }) =>
      `${facts.state}, ${shareText(facts.uptime)}, ${facts.consecutiveFailures} failures in a row`,
  },
  {
    name: 'freshness',
    weight: 2 / 64,
    value: ({ facts: { lastOkAt }, at }) =>
      lastOkAt === null ? 0 : 2 ** (-Math.max(at.getTime() - lastOkAt.getTime(), 0) / (7 * DAY_MS)),
    note: ({ facts }) => (facts.lastOkAt === null ? 'never seen to work' : null),
  },
  {
    name: 'prefer.networks',
    weight: 16 / 64,
    value: offerWish('network'),
    note: ({ offer }) => offer?.network ?? null,
  },
  { name: 'prefer.assets', weight: 12 / 64, value: offerWish('asset') },
  {
    name: 'prefer.schemes',
    weight: 6 / 64,
    value: offerWish('scheme'),
    note: ({ offer }) => offer?.scheme ?? null,
  },
  { name: 'prefer.origins', weight: 12 / 64, value: ({ facts, wishes }) => wishes.origin(facts.origin) },
  {
    name: 'prefer.avoidNetworks',
    weight: -24 / 64,
    value: ({ offer, wishes }) => (offer !== null && wishes.avoided(offer) ? 1 : 0),
    note: ({ offer }) => offer?.network ?? null,
  },
];

const shareText = (uptime: number | null): string =>
  uptime === null ? 'never judged' : `up ${Math.floor(uptime * 100)} % of 30 days`;

const rounded = (value: number): number => Math.round(Math.min(Math.max(value, 0), 1) * 1024) / 1024;

export const scoreOf = (judged: Judged): number =>
  FEATURES.reduce((sum, { weight, value }) => sum + rounded(value(judged)) * weight, 0);

/** Why a listing has its score: every feature that counted. */
export function reasonsOf(judged: Judged): RankReason[] {
  return FEATURES.flatMap(({ name, weight, value, note }) => {
    const found = rounded(value(judged));
    return found === 0
      ? []
      : [{ feature: name, value: found, weight, contribution: found * weight, note: note?.(judged) ?? null }];
  });
}
