import { defineAsset } from './asset.js';

const SOURCE =
  'x402-foundation/x402 specs/schemes/exact/scheme_exact_nano.md (draft; decimals from Nano raw)';

/** One XNO is 10^30 raw. */
export const nanoAssets = [
  defineAsset({
    network: 'nano:mainnet',
    address: 'XNO',
    symbol: 'XNO',
    decimals: 30,
    isNative: true,
    isNetworkDefault: false,
    source: SOURCE,
  }),
];
