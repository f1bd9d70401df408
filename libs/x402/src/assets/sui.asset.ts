import { defineAsset } from './asset.js';

const SPEC =
  'x402-foundation/x402 specs/schemes/exact/scheme_exact_sui.md (example asset; decimals from Sui)';
const COMMUNITY = 'community x402-sui constants (public GitHub index)';

export const suiAssets = [
  defineAsset({
    network: 'sui:mainnet',
    address: '0x2::sui::SUI',
    symbol: 'SUI',
    decimals: 9,
    isNative: true,
    isNetworkDefault: false,
    source: SPEC,
  }),
  defineAsset({
    network: 'sui:mainnet',
    address: '0xdba34672e30cb065b1f93e3ab55318768fd6fef66c15942c9f7cb846e2f900e7::usdc::USDC',
    symbol: 'USDC',
    decimals: 6,
    pegCurrency: 'USD',
    isNetworkDefault: false,
    source: COMMUNITY,
  }),
  defineAsset({
    network: 'sui:testnet',
    address: '0xa1ec7fc00a6f40db9693ad1415d0c193ad3906494428cf252621037bd7117e29::usdc::USDC',
    symbol: 'USDC',
    decimals: 6,
    pegCurrency: 'USD',
    isNetworkDefault: false,
    source: COMMUNITY,
  }),
];
