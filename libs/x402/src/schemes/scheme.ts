import { type PriceKind } from '../model.js';
import { type ReasonCode } from '../reasons/reasons.js';

/** What a scheme's check may look at: the offer's `extra` and how the money moves. */
export interface CheckedOffer {
  readonly extra: Readonly<Record<string, unknown>>;
  readonly paymentFlow: string;
  readonly transferMethod: string | null;
}

export interface SchemeCheck {
  readonly reason: ReasonCode;
  /** Whether a stock client would fail for this reason. */
  readonly fails: (offer: CheckedOffer) => boolean;
}

/** What the stock client of one network family can do with a scheme. */
export interface SchemeClient {
  /** The flow meant where an offer states none. */
  readonly defaultFlow: string;
  readonly flows: readonly string[];
  /** The way the asset moves where an offer does not say; null where the family has but one. */
  readonly defaultTransferMethod: string | null;
  readonly checks: readonly SchemeCheck[];
}

/** A payment scheme we know. Families without a client here are kept, and their payability is UNKNOWN. */
export interface Scheme {
  readonly id: string;
  readonly priceKind: PriceKind;
  readonly clients: Readonly<Record<string, SchemeClient>>;
  readonly source: string;
}

/** The client of a family, whatever a stranger calls it. */
export const clientOf = (scheme: Scheme | null, family: string): SchemeClient | null =>
  scheme !== null && Object.hasOwn(scheme.clients, family) ? (scheme.clients[family] ?? null) : null;

export const defineScheme = (scheme: Scheme): Scheme => Object.freeze(scheme);

export const isFilledText = (value: unknown): value is string =>
  typeof value === 'string' && value.trim() !== '';
