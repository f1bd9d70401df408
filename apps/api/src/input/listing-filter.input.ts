import { LISTING_STATES, type ListingFilter } from '@bazaar/catalog';
import { z } from 'zod';

import { flag, list, method, network, oneOf, optional, origin, text, time, usdCap } from './fields.js';

const shareRange = 'must be a number from 0 to 1.';
const share = z.number(shareRange).min(0, shareRange).max(1, shareRange);

/** A filter as every surface takes it, under the names of the GraphQL contract. */
export const ListingFilterInput = z
  .strictObject({
    types: list(oneOf(['HTTP', 'MCP'])),
    networks: list(network),
    assets: list(text(256)),
    schemes: list(text(64)),
    maxPriceUsd: optional(usdCap),
    minPriceUsd: optional(usdCap),
    payTo: optional(text(256)),
    methods: list(method),
    origins: list(origin),
    tags: list(text(128)),
    extensions: list(text(128)),
    paymentFlows: list(text(64)),
    priceKinds: list(oneOf(['FIXED', 'MAX', 'HOLD', 'DYNAMIC', 'FREE', 'UNKNOWN'])),
    urlSubstring: optional(text(2_048)),
    categories: list(text(128)),
    excludeOrigins: list(origin),
    excludePayTo: list(text(256)),
    probedSince: optional(time),
    callable: optional(flag),
    environment: optional(oneOf(['MAINNET', 'TESTNET', 'ANY'])),
    states: list(oneOf(LISTING_STATES)),
    evidence: optional(oneOf(['PROBED', 'CLAIMED'])),
    payability: list(oneOf(['PAYABLE', 'V1_ONLY', 'BLOCKED', 'UNKNOWN'])),
    supportsSignIn: optional(flag),
    ownerVerified: optional(flag),
    minUptime: optional(share),
    changedSince: optional(time),
  })
  .nullish()
  .transform((input): ListingFilter => {
    const { maxPriceUsd, minPriceUsd, ...same } = input ?? {};
    return { ...same, maxUsdMicros: maxPriceUsd, minUsdMicros: minPriceUsd };
  });
