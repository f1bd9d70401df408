import { createHash } from 'node:crypto';

import { canonicalJson } from '@bazaar/x402';

import { type OfferRecord } from '../offer/offer-record.js';
import { type ListingRecord } from './listing-record.js';

/**
 * Hash of a listing's document: equal hashes mean that there is nothing to tell a follower.
 *
 * What a seller sends anew in every answer (block hashes, nonces, receipt ids) must not count, so the challenge goes in
 * as its fingerprint and the offers as what was read of them, never as raw text; nor does the day of an exchange rate
 * that left the price as it was.
 */
export function documentHash(
  listing: Omit<ListingRecord, 'documentHash' | 'version'>,
  offers: readonly OfferRecord[],
): Uint8Array {
  const { id, resource, method, toolName, origin, mergedInto, evidence, exampleUrl, standing, content } =
    listing;
  const { categories, ...told } = content;
  const document = {
    ...{ id, resource, method, toolName, origin, mergedInto, evidence, exampleUrl },
    // What has not been read yet is not said: a probe that teaches nothing else changes nothing.
    content: { ...told, ...(categories !== null && { categories }), challenge: null },
    state: standing.state,
    reason: standing.reason,
    offers: offers.map((offer) => ({
      ...offer,
      amountAtomic: offer.amountAtomic?.toString() ?? null,
      raw: null,
      seenAt: null,
      rateDate: undefined,
    })),
  };
  return createHash('sha256').update(canonicalJson(document)).digest();
}
