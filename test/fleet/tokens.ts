import { type Network } from '@x402/core/types';
import { type ExpectedOffer } from './endpoint.js';

export interface Token {
  readonly network: Network;
  /** The network's name in version 1; null where version 1 has none. */
  readonly networkV1: string | null;
  readonly address: string;
  readonly symbol: string | null;
  readonly decimals: number;
  readonly environment: ExpectedOffer['environment'];
  /** EIP-712 name and version, and what else a client needs; null where the scheme adds it. */
  readonly extra: Readonly<Record<string, string>> | null;
  /** True where the official server takes this token for a plain "$0.01". */
  readonly isNetworkDefault: boolean;
}

const usdc = { symbol: 'USDC', decimals: 6, isNetworkDefault: true } as const;
const mainUsdc = { ...usdc, environment: 'MAINNET', extra: { name: 'USD Coin', version: '2' } } as const;

export const BASE_USDC: Token = {
  ...mainUsdc,
  network: 'eip155:8453',
  networkV1: 'base',
  address: '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913',
};

export const POLYGON_USDC: Token = {
  ...mainUsdc,
  network: 'eip155:137',
  networkV1: 'polygon',
  address: '0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359',
};

export const ARBITRUM_USDC: Token = {
  ...mainUsdc,
  network: 'eip155:42161',
  networkV1: null,
  address: '0xaf88d065e77c8cC2239327C5EDb3A432268e5831',
};

export const AVALANCHE_USDC: Token = {
  ...mainUsdc,
  network: 'eip155:43114',
  networkV1: 'avalanche',
  address: '0xB97EF9Ef8734C71904D8002F8b6Bc66Dd9c48a6E',
};

export const MONAD_USDC: Token = {
  ...mainUsdc,
  network: 'eip155:143',
  networkV1: null,
  address: '0x754704Bc059F8C67012fEd69BC8A327a5aafb603',
  extra: { name: 'USDC', version: '2' },
};

export const STABLE_USDT0: Token = {
  ...mainUsdc,
  network: 'eip155:988',
  networkV1: null,
  address: '0x779Ded0c9e1022225f8E0630b35a9b54bE713736',
  symbol: 'USDT0',
  extra: { name: 'USDT0', version: '1' },
};

export const BASE_SEPOLIA_USDC: Token = {
  ...usdc,
  network: 'eip155:84532',
  networkV1: 'base-sepolia',
  address: '0x036CbD53842c5426634e7929541eC2318f3dCF7e',
  environment: 'TESTNET',
  extra: { name: 'USDC', version: '2' },
};

export const SOLANA_USDC: Token = {
  ...usdc,
  network: 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp',
  networkV1: 'solana',
  address: 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v',
  environment: 'MAINNET',
  extra: null,
};

export const SOLANA_DEVNET_USDC: Token = {
  ...usdc,
  network: 'solana:EtWTRABZaYq6iMfeYKouRu166VU2xqa1',
  networkV1: 'solana-devnet',
  address: '4zMMC9srt5Ri5X14GAgXhaHii3GnPAEERYPJgZJDncDU',
  environment: 'TESTNET',
  extra: null,
};

/** 18 decimals: whoever assumes six reads a price a million million times too high. */
export const MEGAETH_MEGAUSD: Token = {
  network: 'eip155:4326',
  networkV1: null,
  address: '0xFAfDdbb3FC7688494971a79cc65DCa3EF82079E7',
  symbol: 'MegaUSD',
  decimals: 18,
  environment: 'MAINNET',
  extra: { name: 'MegaUSD', version: '1', assetTransferMethod: 'permit2' },
  isNetworkDefault: true,
};

/** A chain and a token that no registry knows: to be kept and shown, never priced. */
export const HARBOR_DOLLAR: Token = {
  network: 'eip155:7770017',
  networkV1: null,
  address: '0x53df183743F12776579A30512BeD72EF22b5286c',
  symbol: null,
  decimals: 18,
  environment: 'UNKNOWN',
  extra: { name: 'Harbor Dollar', version: '1' },
  isNetworkDefault: false,
};
