import { defineNetwork, type NetworkRow } from './network.js';
import { solanaAddress } from './solana-address.js';

const SVM = 'npm @x402/svm@2.27.0 src/constants.ts';

const solana = (row: NetworkRow) =>
  defineNetwork({ ...row, family: 'svm', canonicalAddress: solanaAddress, zeroAddress: '1'.repeat(32) });

/** `solana:mainnet` and `solana:devnet` stand in the official migration guide; the code uses genesis hashes. */
export const solanaNetworks = [
  solana({
    id: 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp',
    name: 'Solana',
    environment: 'MAINNET',
    v1Name: 'solana',
    aliases: ['solana:mainnet'],
    source: SVM,
  }),
  solana({
    id: 'solana:EtWTRABZaYq6iMfeYKouRu166VU2xqa1',
    name: 'Solana Devnet',
    environment: 'TESTNET',
    v1Name: 'solana-devnet',
    aliases: ['solana:devnet'],
    source: SVM,
  }),
  solana({
    id: 'solana:4uhcVJyU9pJkvQyS88uRDiswHXSCkY3z',
    name: 'Solana Testnet',
    environment: 'TESTNET',
    v1Name: 'solana-testnet',
    source: SVM,
  }),
];
