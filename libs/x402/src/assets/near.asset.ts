import { defineAsset } from './asset.js';

const SOURCE = 'x402-foundation/x402 specs/schemes/exact/scheme_exact_near.md (example)';

/** The scheme's own example; nothing official names the token of the main network. */
export const nearAssets = [
  defineAsset({
    network: 'near:testnet',
    address: 'usdc.testnet',
    symbol: 'USDC',
    decimals: 6,
    pegCurrency: 'USD',
    isNetworkDefault: false,
    source: SOURCE,
  }),
];
