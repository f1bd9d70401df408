import { defineAsset } from './asset.js';

const SOURCE = 'x402-foundation/x402 specs/schemes/exact/scheme_exact_keeta.md';

/** The token of the test network stands in the example of the scheme; that it is USDC is assumed there. */
export const keetaAssets = [
  defineAsset({
    network: 'keeta:21378',
    address: 'keeta_amnkge74xitii5dsobstldatv3irmyimujfjotftx7plaaaseam4bntb7wnna',
    symbol: 'USDC',
    decimals: 6,
    pegCurrency: 'USD',
    isNetworkDefault: false,
    source: SOURCE,
  }),
  defineAsset({
    network: 'keeta:1413829460',
    address: 'keeta_anyiff4v34alvumupagmdyosydeq24lc4def5mrpmmyhx3j6vj2uucckeqn52',
    symbol: 'USDC',
    decimals: 6,
    pegCurrency: 'USD',
    isNetworkDefault: false,
    source: SOURCE,
  }),
];
