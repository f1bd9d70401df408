import { defineAsset } from './asset.js';

const SOURCE = 'x402-foundation/x402 specs/schemes/exact/scheme_exact_cardano.md';

export const cardanoAssets = [
  defineAsset({
    network: 'cardano:mainnet',
    address: 'lovelace',
    symbol: 'ADA',
    decimals: 6,
    isNative: true,
    isNetworkDefault: false,
    source: SOURCE,
  }),
  defineAsset({
    network: 'cardano:mainnet',
    address: 'c48cbb3d5e57ed56e276bc45f99ab39abe94e6cd7ac39fb402da47ad.0014df105553444d',
    symbol: 'USDM',
    decimals: 6,
    pegCurrency: 'USD',
    isNetworkDefault: false,
    source: SOURCE,
  }),
];
