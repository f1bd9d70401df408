import { type OfferFacts } from '@bazaar/catalog';
import { type IndexedListing, type SearchDocument, makeSearchDocument } from '@bazaar/search';

export const BASE = 'eip155:8453';
export const BASE_SEPOLIA = 'eip155:84532';
export const SOLANA = 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp';
export const BASE_USDC = '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913';
export const SOLANA_USDC = 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkwyTDt1v';
export const SUI = 'sui:mainnet';
export const SUI_COIN = `0x${'2'.padStart(64, '0')}::sui::SUI`;

export const anOffer = (change: Partial<OfferFacts>): OfferFacts => ({
  key: 'one',
  network: BASE,
  environment: 'MAINNET',
  asset: BASE_USDC,
  assetRaw: BASE_USDC,
  scheme: 'exact',
  usdMicros: 10_000n,
  payTo: '0x209693Bc6afc0C5328bA36FaF03C514EF312287C',
  priceKind: 'FIXED',
  paymentFlow: null,
  payability: 'PAYABLE',
  evidence: 'PROBED',
  ...change,
});

type Change = Partial<IndexedListing> & { readonly id: string; readonly offers?: readonly OfferFacts[] };

/** A listing that is fine unless `change` says otherwise, with its offers. */
export function aListing({ offers = [anOffer({})], ...change }: Change) {
  const listing: IndexedListing = {
    type: 'HTTP',
    resource: `https://${change.id}.example/paid`,
    method: 'GET',
    toolName: null,
    origin: `https://${change.id}.example`,
    title: null,
    description: null,
    serviceName: null,
    tags: [],
    extensions: [],
    categories: [],
    state: 'LISTED',
    stateReason: 'ok',
    supportsSignIn: false,
    callComplete: true,
    call: '{"parts":[]}',
    outputSchema: null,
    quality: 0.5,
    consecutiveFailures: 0,
    lastOkAt: new Date('2026-01-01T00:00:00Z'),
    lastProbedAt: new Date('2026-01-01T00:00:00Z'),
    changedAt: new Date('2026-01-01T00:00:00Z'),
    uptime: null,
    ...change,
  };
  return { listing, offers };
}

/** Made by the way the indexer makes it. */
export function aDocument(change: Change): SearchDocument {
  const { listing, offers } = aListing(change);
  return makeSearchDocument(
    listing,
    offers.map((offer) => ({ ...offer, usdMicros: offer.usdMicros?.toString() ?? null })),
  );
}
