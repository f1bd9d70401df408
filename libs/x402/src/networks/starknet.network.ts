import { wholeHex } from '../encoding/hex.js';
import { defineNetwork, type NetworkRow } from './network.js';

const SPEC = 'x402-foundation/x402 specs/schemes/exact/scheme_exact_starknet.md (merged #2849)';

const PRIME = 2n ** 251n + 17n * 2n ** 192n + 1n;

/** Accounts and tokens are field elements: zero padded, below the field's prime. */
function starknetAddress(text: string): string | null {
  const whole = wholeHex(text);
  return whole !== null && BigInt(whole) < PRIME ? whole : null;
}

const starknet = (row: NetworkRow) =>
  defineNetwork({
    ...row,
    family: 'starknet',
    canonicalAddress: starknetAddress,
    zeroAddress: `0x${'0'.repeat(64)}`,
  });

export const starknetNetworks = [
  starknet({
    id: 'starknet:SN_MAIN',
    name: 'Starknet',
    environment: 'MAINNET',
    aliases: ['starknet', 'starknet:mainnet'],
    source: SPEC,
  }),
  starknet({
    id: 'starknet:SN_SEPOLIA',
    name: 'Starknet Sepolia',
    environment: 'TESTNET',
    aliases: ['starknet-sepolia', 'starknet:sepolia'],
    source: SPEC,
  }),
];
