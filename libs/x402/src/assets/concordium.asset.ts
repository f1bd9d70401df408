import { defineAsset } from './asset.js';

const SPEC = 'x402-foundation/x402 specs/schemes/exact/scheme_exact_concordium.md';
const SPEC_2 = 'x402-foundation/x402 specs/schemes/exact/scheme_exact_concordium.md (example)';

/** The symbol is the id. Decimals of a token (PLT) are its own. */
export const concordiumAssets = [
  defineAsset({
    network: 'ccd:9dd9ca4d19e9393877d2c44b70f89acb',
    address: 'CCD',
    symbol: 'CCD',
    decimals: 6,
    isNative: true,
    isNetworkDefault: false,
    source: SPEC,
  }),
  defineAsset({
    network: 'ccd:4221332d34e1694168c2a0c0b3fd0f27',
    address: 'CCD',
    symbol: 'CCD',
    decimals: 6,
    isNative: true,
    isNetworkDefault: false,
    source: SPEC,
  }),
  defineAsset({
    network: 'ccd:9dd9ca4d19e9393877d2c44b70f89acb',
    address: 'EURR',
    symbol: 'EURR',
    decimals: 6,
    pegCurrency: 'EUR',
    isNetworkDefault: false,
    source: SPEC_2,
  }),
];
