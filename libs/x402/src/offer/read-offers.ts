import { type Offer } from '../model.js';
import { type ReasonCode } from '../reasons/reasons.js';
import { judgeOffer } from './judge-offer.js';
import { normalizeOffer } from './normalize-offer.js';
import { offerKeys } from './offer-key.js';

/** One `accepts` entry, with what its carrier says of it. */
export interface OfferEntry {
  readonly raw: unknown;
  readonly x402Version: number | null;
  /** Why official clients cannot read the challenge that carries it; null where they can. */
  readonly unreadable: ReasonCode | null;
  /** Retold by a catalogue, which may have left things out. */
  readonly isRetold: boolean;
}

/** All offers that can be read, in order, judged and keyed. What is no object is left out. */
export function readOffers(entries: readonly OfferEntry[]): readonly Offer[] {
  const drafts = entries.flatMap(({ raw, x402Version, unreadable, isRetold }) => {
    const normalized = normalizeOffer(raw, x402Version);
    if (!normalized.ok) return [];
    const { offer, family, extra } = normalized.value;
    return [{ offer, judged: judgeOffer(offer, { family, extra, unreadable, isRetold }) }];
  });
  const keys = offerKeys(drafts.map(({ offer }) => offer));
  // What is new stands first: behind a spread of so many fields it would cost five times as much.
  return drafts.map(({ offer, judged: { payability, issues } }, at) => ({
    key: keys[at] ?? '',
    payability,
    ...offer,
    issues,
  }));
}
