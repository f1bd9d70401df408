import { type Offer, type PriceKind } from '../model.js';
import { type Issue } from '../reasons/issue.js';
import { type ReasonCode } from '../reasons/reasons.js';
import { type JsonRecord } from '../text/record.js';
import { type TermReader, type Terms } from './terms.js';

/** What a scheme's check may look at: the offer as read, and the entry as it was written. */
export interface CheckedOffer extends Pick<
  Offer,
  'x402Version' | 'network' | 'asset' | 'assetRaw' | 'amountAtomic' | 'maxTimeoutSeconds' | 'transferMethod'
> {
  readonly raw: JsonRecord;
  readonly extra: JsonRecord;
  readonly paymentFlow: string;
}

export interface SchemeCheck {
  readonly reason: ReasonCode;
  /** Whether a stock client would fail for this reason; a text names what exactly is wrong. */
  readonly fails: (offer: CheckedOffer) => boolean | string;
}

/** What the stock client of one network family can do with a scheme. */
export interface SchemeClient {
  /** Whether clients of version 1 know it too. */
  readonly speaksV1: boolean;
  /** The flow meant where an offer states none. */
  readonly defaultFlow: string;
  readonly flows: readonly string[];
  /** The way the asset moves where an offer does not say; null where the family has but one. */
  readonly defaultTransferMethod: string | null;
  /** All that it knows; null where it does not look. */
  readonly transferMethods: readonly string[] | null;
  readonly checks: readonly SchemeCheck[];
}

/** A payment scheme we know. Families without a client here are kept, and their payability is UNKNOWN. */
export interface Scheme {
  readonly id: string;
  readonly priceKind: PriceKind;
  /** What it says in `extra` beside the price, and how each is read. */
  readonly terms: Readonly<Record<string, TermReader>>;
  /** Tells a buyer of its terms, in words that are the same in every answer; null where the price says it all. */
  readonly tellTerms: ((terms: Terms) => Issue) | null;
  readonly clients: Readonly<Record<string, SchemeClient>>;
  readonly source: string;
}

/** The client of a family, whatever a stranger calls it. */
export const clientOf = (scheme: Scheme | null, family: string): SchemeClient | null =>
  scheme !== null && Object.hasOwn(scheme.clients, family) ? (scheme.clients[family] ?? null) : null;

type SaysTerms = 'terms' | 'tellTerms';

export const defineScheme = (scheme: Omit<Scheme, SaysTerms> & Partial<Pick<Scheme, SaysTerms>>): Scheme =>
  Object.freeze({ terms: {}, tellTerms: null, ...scheme });

/** A client that takes version 2, and money moved one way at settlement: what most families have. */
export const plainClient = (checks: readonly SchemeCheck[]): SchemeClient => ({
  speaksV1: false,
  defaultFlow: 'authorization',
  flows: ['authorization'],
  defaultTransferMethod: null,
  transferMethods: null,
  checks,
});

export const isFilledText = (value: unknown): value is string =>
  typeof value === 'string' && value.trim() !== '';
