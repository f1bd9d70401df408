import { defineAsset, type AssetRow } from './asset.js';

const SVM_ASSETS = 'npm @x402/svm@2.27.0 src/defaultAssets.ts';

const usd = (row: AssetRow) => defineAsset({ pegCurrency: 'USD', ...row });

export const solanaAssets = [
  usd({
    network: 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp',
    address: 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v',
    symbol: 'USDC',
    decimals: 6,
    source: SVM_ASSETS,
  }),
  usd({
    network: 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp',
    address: 'Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB',
    symbol: 'USDT',
    decimals: 6,
    isNetworkDefault: false,
    source: SVM_ASSETS,
  }),
  usd({
    network: 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp',
    address: '2u1tszSeqZ3qBWF3uNGPFc8TzMk2tdiwknnRMWGWjGWH',
    symbol: 'USDG',
    decimals: 6,
    isNetworkDefault: false,
    source: SVM_ASSETS,
  }),
  usd({
    network: 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp',
    address: '2b1kV6DkPAnxd5ixfnxCpjxmKwqjjaYmCZfHsFu24GXo',
    symbol: 'PYUSD',
    decimals: 6,
    isNetworkDefault: false,
    source: SVM_ASSETS,
  }),
  usd({
    network: 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp',
    address: 'CASHx9KJUStyftLFWGvEVf59SGeG9sh5FfcnZMVPCASH',
    symbol: 'CASH',
    decimals: 6,
    isNetworkDefault: false,
    source: SVM_ASSETS,
  }),
  usd({
    network: 'solana:EtWTRABZaYq6iMfeYKouRu166VU2xqa1',
    address: '4zMMC9srt5Ri5X14GAgXhaHii3GnPAEERYPJgZJDncDU',
    symbol: 'USDC',
    decimals: 6,
    source: SVM_ASSETS,
  }),
  usd({
    network: 'solana:EtWTRABZaYq6iMfeYKouRu166VU2xqa1',
    address: '4F6PM96JJxngmHnZLBh9n58RH4aTVNWvDs2nuwrT5BP7',
    symbol: 'USDG',
    decimals: 6,
    isNetworkDefault: false,
    source: SVM_ASSETS,
  }),
  usd({
    network: 'solana:EtWTRABZaYq6iMfeYKouRu166VU2xqa1',
    address: 'CXk2AMBfi3TwaEL2468s6zP8xq9NxTXjp9gjMgzeUynM',
    symbol: 'PYUSD',
    decimals: 6,
    isNetworkDefault: false,
    source: SVM_ASSETS,
  }),
  usd({
    network: 'solana:4uhcVJyU9pJkvQyS88uRDiswHXSCkY3z',
    address: '4zMMC9srt5Ri5X14GAgXhaHii3GnPAEERYPJgZJDncDU',
    symbol: 'USDC',
    decimals: 6,
    source: SVM_ASSETS,
  }),
  usd({
    network: 'solana:4uhcVJyU9pJkvQyS88uRDiswHXSCkY3z',
    address: '4F6PM96JJxngmHnZLBh9n58RH4aTVNWvDs2nuwrT5BP7',
    symbol: 'USDG',
    decimals: 6,
    isNetworkDefault: false,
    source: SVM_ASSETS,
  }),
  usd({
    network: 'solana:4uhcVJyU9pJkvQyS88uRDiswHXSCkY3z',
    address: 'CXk2AMBfi3TwaEL2468s6zP8xq9NxTXjp9gjMgzeUynM',
    symbol: 'PYUSD',
    decimals: 6,
    isNetworkDefault: false,
    source: SVM_ASSETS,
  }),
];
