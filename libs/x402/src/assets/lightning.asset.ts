import { defineAsset } from './asset.js';

const SOURCE = 'x402-foundation/x402 specs/schemes/exact/scheme_exact_lnbtc.md (draft)';

/** One bitcoin is 10^11 millisatoshi. */
export const lightningAssets = [
  defineAsset({
    network: 'lnbtc:000000000019d6689c085ae165831e93',
    address: 'BTC',
    symbol: 'BTC',
    decimals: 11,
    isNative: true,
    isNetworkDefault: false,
    source: SOURCE,
  }),
];
