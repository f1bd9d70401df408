import { defineAsset } from './asset.js';

const SOURCE = 'x402-foundation/x402 specs/schemes/exact/scheme_exact_xrpl.md';

/** XRP is counted in drops. An issued currency is its code and its issuer, and has no smallest unit. */
export const xrplAssets = [
  defineAsset({
    network: 'xrpl:0',
    address: 'XRP',
    symbol: 'XRP',
    decimals: 6,
    isNative: true,
    isNetworkDefault: false,
    source: SOURCE,
  }),
  defineAsset({
    network: 'xrpl:1',
    address: 'XRP',
    symbol: 'XRP',
    decimals: 6,
    isNative: true,
    isNetworkDefault: false,
    source: SOURCE,
  }),
  defineAsset({
    network: 'xrpl:2',
    address: 'XRP',
    symbol: 'XRP',
    decimals: 6,
    isNative: true,
    isNetworkDefault: false,
    source: SOURCE,
  }),
  defineAsset({
    network: 'xrpl:0',
    address: '524C555344000000000000000000000000000000.rMwjYedjc7qqtKYVLiAccJSmCwih4LnE2q',
    symbol: 'RLUSD',
    decimals: null,
    pegCurrency: 'USD',
    isNetworkDefault: false,
    source: SOURCE,
  }),
];
