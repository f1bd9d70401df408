import { defineAsset } from './asset.js';

const SOURCE = 'x402-foundation/x402 specs/schemes/exact/scheme_exact_tron.md (draft)';

export const tronAssets = [
  defineAsset({
    network: 'tron:27Lqcw',
    address: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t',
    symbol: 'USDT',
    decimals: 6,
    pegCurrency: 'USD',
    isNetworkDefault: false,
    source: SOURCE,
  }),
  defineAsset({
    network: 'tron:27Lqcw',
    address: 'TEkxiTehnzSmSe2XqrBj4w32RUN966rdz8',
    symbol: 'USDC',
    decimals: 6,
    pegCurrency: 'USD',
    isNetworkDefault: false,
    source: SOURCE,
  }),
];
