import { defineAsset } from './asset.js';

const SOURCE = 'public GitHub index (community)';

export const cosmosAssets = [
  defineAsset({
    network: 'cosmos:noble-1',
    address: 'uusdc',
    symbol: 'USDC',
    decimals: 6,
    pegCurrency: 'USD',
    isNetworkDefault: false,
    source: SOURCE,
  }),
  defineAsset({
    network: 'cosmos:cosmoshub-4',
    address: 'uatom',
    symbol: 'ATOM',
    decimals: 6,
    isNative: true,
    isNetworkDefault: false,
    source: SOURCE,
  }),
];
