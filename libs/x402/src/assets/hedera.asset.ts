import { defineAsset } from './asset.js';

const SPEC = 'x402-foundation/x402 specs/schemes/exact/scheme_exact_hedera.md';
const COMMUNITY = 'x402-foundation/x402 Hedera mechanism (public GitHub index)';
const CITED = 'community code citing the @x402/hedera testnet USDC constant (public GitHub index)';

/** HBAR is counted in tinybars. One template names 0.0.5449 for testnet USDC; unverified, so left out. */
export const hederaAssets = [
  defineAsset({
    network: 'hedera:mainnet',
    address: '0.0.0',
    symbol: 'HBAR',
    decimals: 8,
    isNative: true,
    isNetworkDefault: false,
    source: SPEC,
  }),
  defineAsset({
    network: 'hedera:testnet',
    address: '0.0.0',
    symbol: 'HBAR',
    decimals: 8,
    isNative: true,
    isNetworkDefault: false,
    source: SPEC,
  }),
  defineAsset({
    network: 'hedera:mainnet',
    address: '0.0.456858',
    symbol: 'USDC',
    decimals: 6,
    pegCurrency: 'USD',
    source: COMMUNITY,
  }),
  defineAsset({
    network: 'hedera:testnet',
    address: '0.0.429274',
    symbol: 'USDC',
    decimals: 6,
    pegCurrency: 'USD',
    source: CITED,
  }),
];
