import { defineAsset } from './asset.js';

const SOURCE = 'x402-foundation/x402 specs/schemes/exact/scheme_exact_starknet.md';

export const starknetAssets = [
  defineAsset({
    network: 'starknet:SN_MAIN',
    address: '0x033068f6539f8e6e6b131e6b2b814e6c34a5224bc66947c47dab9dfee93b35fb',
    symbol: 'USDC',
    decimals: 6,
    pegCurrency: 'USD',
    source: SOURCE,
  }),
  defineAsset({
    network: 'starknet:SN_SEPOLIA',
    address: '0x0512feac6339ff7889822cb5aa2a86c848e9d392bb0e3e237c008674feed8343',
    symbol: 'USDC',
    decimals: 6,
    pegCurrency: 'USD',
    source: SOURCE,
  }),
];
