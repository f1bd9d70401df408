import { LISTING_STATES, type ListingFilter, type OfferFacts } from '@bazaar/catalog';
import { type SearchDocument } from '@bazaar/search';
import fc from 'fast-check';

import {
  aDocument,
  anOffer,
  BASE,
  BASE_SEPOLIA,
  BASE_USDC,
  SOLANA,
  SOLANA_USDC,
  SUI,
  SUI_COIN,
} from './search-document.js';

const PAYEES = ['0xAbCdEf0000000000000000000000000000000001', 'merchant', ''] as const;
const FLOWS = ['authorization', 'upfront'] as const;
const KINDS = ['FIXED', 'MAX', 'DYNAMIC', 'UNKNOWN'] as const;
const PAYABILITIES = ['PAYABLE', 'V1_ONLY', 'BLOCKED', 'UNKNOWN'] as const;
const NETWORKS = [BASE, BASE_SEPOLIA, SOLANA, SUI, 'fiat:nowhere'] as const;
const TAGS = ['Weather', 'weather', 'fx', 'a,b "c"'] as const;
const CATEGORIES = ['ai/ocr', 'ai/llm', 'data/fx', 'ai-like/ocr', 'renamed/since'] as const;
const ORIGINS = ['https://a.example', 'https://b.example'] as const;
const TIMES = [new Date('2026-01-01T00:00:00.001Z'), new Date('2026-01-02T00:00:00Z')] as const;

/** Among them what no four bytes can hold. */
const SHARES = [0, 0.9, 29 / 30, 1] as const;

const some = <T>(values: readonly T[]) => fc.subarray([...values]);
const environmentOf = (network: string) =>
  network === BASE_SEPOLIA ? 'TESTNET' : network === 'fiat:nowhere' ? 'UNKNOWN' : 'MAINNET';

const offer: fc.Arbitrary<OfferFacts> = fc
  .record({
    network: fc.constantFrom(...NETWORKS),
    asset: fc.constantFrom(BASE_USDC, SOLANA_USDC, SUI_COIN, null),
    assetRaw: fc.constantFrom(BASE_USDC, 'USDC', 'usd'),
    scheme: fc.constantFrom('exact', 'upto'),
    usdMicros: fc.constantFrom(null, 0n, 10_000n, 2n ** 53n - 1n),
    payTo: fc.constantFrom(...PAYEES),
    priceKind: fc.constantFrom(...KINDS),
    paymentFlow: fc.constantFrom(null, ...FLOWS),
    payability: fc.constantFrom(...PAYABILITIES),
    evidence: fc.constantFrom('PROBED', 'CLAIMED'),
  })
  .map((made) => anOffer({ ...made, environment: environmentOf(made.network) }));

const listing = fc.record({
  type: fc.constantFrom('HTTP' as const, 'MCP' as const),
  resource: fc.constantFrom('https://a.example/V1/fx', 'https://b.example/50%25_off', 'mcp://c/tool'),
  method: fc.constantFrom('GET', 'POST', null),
  origin: fc.constantFrom(...ORIGINS),
  tags: some(TAGS),
  extensions: some(['bazaar', 'sign-in-with-x']),
  categories: fc.oneof(some(CATEGORIES), fc.constant(null)),
  state: fc.constantFrom(...LISTING_STATES),
  stateReason: fc.constantFrom('ok', 'paused'),
  callComplete: fc.boolean(),
  supportsSignIn: fc.boolean(),
  lastProbedAt: fc.constantFrom(null, ...TIMES),
  changedAt: fc.constantFrom(...TIMES),
  uptime: fc.constantFrom(null, ...SHARES),
  offers: fc.array(offer, { maxLength: 3 }),
});

/** A small catalogue, in which every filter finds something and misses something. */
export const someListings: fc.Arbitrary<readonly SearchDocument[]> = fc
  .array(listing, { minLength: 10, maxLength: 40 })
  .map((listings) =>
    listings.map(({ offers, ...made }, n) =>
      aDocument({ ...made, id: `r${n}`, offers: offers.map((one, k) => ({ ...one, key: `k${k}` })) }),
    ),
  );

/** Few fields at a time: with all of them nothing would ever match. */
export const aFilter: fc.Arbitrary<ListingFilter> = fc
  .record<Required<ListingFilter>>({
    types: some(['HTTP', 'MCP']),
    networks: some([...NETWORKS, 'base', 'eip155:*', 'eip155:8*', 'nowhere']),
    assets: some(['USDC', 'usd', BASE_USDC, BASE_USDC.toLowerCase(), '0x2::sui::SUI']),
    schemes: some(['exact', 'upto']),
    maxUsdMicros: fc.constantFrom(0n, 9_999n, 10_000n),
    minUsdMicros: fc.constantFrom(0n, 1n),
    payTo: fc.constantFrom(...PAYEES, PAYEES[0].toLowerCase()),
    methods: some(['GET', 'POST']),
    origins: some(ORIGINS),
    tags: some(['WEATHER', 'fx', 'a,b "c"']),
    extensions: some(['bazaar', 'sign-in-with-x']),
    categories: some([...CATEGORIES, 'ai', 'AI/OCR', 'data', 'nowhere']),
    paymentFlows: some(FLOWS),
    priceKinds: some(KINDS),
    urlSubstring: fc.constantFrom('v1', '%25_', 'tool', ''),
    excludeOrigins: some(ORIGINS),
    excludePayTo: some([...PAYEES, PAYEES[0].toUpperCase()]),
    probedSince: fc.constantFrom(...TIMES),
    callable: fc.boolean(),
    environment: fc.constantFrom('MAINNET', 'TESTNET', 'ANY'),
    states: some(LISTING_STATES),
    evidence: fc.constantFrom('PROBED', 'CLAIMED'),
    payability: some(PAYABILITIES),
    blocked: fc.constant(false),
    supportsSignIn: fc.boolean(),
    ownerVerified: fc.boolean(),
    changedSince: fc.constantFrom(...TIMES),
    minUptime: fc.constantFrom(5e-324, ...SHARES),
  })
  .chain((filter) =>
    fc
      .subarray(Object.keys(filter), { maxLength: 4 })
      .map((names) => Object.fromEntries(Object.entries(filter).filter(([name]) => names.includes(name)))),
  );
