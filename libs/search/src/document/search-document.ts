import { createHash } from 'node:crypto';

import { type ListingFacts, type OfferFacts } from '@bazaar/catalog';

import { type DocumentWords, type WordedListing, documentWords } from './document-words.js';

/** What filters, ranking and the second check of a hit read of a listing. */
export interface DocumentFacts extends ListingFacts {
  readonly id: string;
  /** 0 to 1: how complete and usable, as stored. */
  readonly quality: number;
  readonly consecutiveFailures: number;
  readonly lastOkAt: Date | null;
  /** In the seller's own order. */
  readonly offers: readonly OfferFacts[];
}

/** A listing as search engines hold it. */
export interface SearchDocument extends DocumentFacts {
  readonly words: DocumentWords;
  /** Equal hashes, equal documents: an engine may skip what it already holds. */
  readonly contentHash: bigint;
}

/** What a document is made of: columns of the truth. */
export type IndexedListing = Omit<DocumentFacts, 'offers'> & WordedListing;
export type IndexedOffer = Omit<OfferFacts, 'usdMicros'> & { readonly usdMicros: string | null };

/** Raised when documents are made differently, so that engines take them anew. */
const DOCUMENT_VERSION = 2;

/**
 * The one way from the truth to an index: the live indexer and a rebuild both use it, so they cannot differ.
 *
 * @param offers in the seller's own order
 */
export function makeSearchDocument(listing: IndexedListing, offers: readonly IndexedOffer[]): SearchDocument {
  const document = {
    id: listing.id,
    type: listing.type,
    resource: listing.resource,
    method: listing.method,
    origin: listing.origin,
    tags: listing.tags,
    extensions: listing.extensions,
    categories: listing.categories ?? [],
    state: listing.state,
    stateReason: listing.stateReason,
    callComplete: listing.callComplete,
    supportsSignIn: listing.supportsSignIn,
    quality: listing.quality,
    consecutiveFailures: listing.consecutiveFailures,
    lastOkAt: listing.lastOkAt,
    lastProbedAt: listing.lastProbedAt,
    changedAt: listing.changedAt,
    uptime: listing.uptime,
    offers: offers.map(offerFacts),
    words: documentWords(listing),
  };
  return { ...document, contentHash: hashOf(document) };
}

/** Only what search reads: the rest of an offer must not make a document another one. */
const offerFacts = (offer: IndexedOffer): OfferFacts => ({
  key: offer.key,
  network: offer.network,
  environment: offer.environment,
  asset: offer.asset,
  assetRaw: offer.assetRaw,
  scheme: offer.scheme,
  usdMicros: offer.usdMicros === null ? null : BigInt(offer.usdMicros),
  payTo: offer.payTo,
  priceKind: offer.priceKind,
  paymentFlow: offer.paymentFlow,
  payability: offer.payability,
  evidence: offer.evidence,
});

function hashOf(document: object): bigint {
  const json = JSON.stringify([DOCUMENT_VERSION, document], (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  return createHash('sha256').update(json).digest().readBigInt64BE();
}
