import { RFC_BASE32, decodeBase32 } from '../encoding/base32.js';
import { crc16 } from '../encoding/crc16.js';
import { defineNetwork, type NetworkRow } from './network.js';

const CONSTANTS = 'npm @x402/stellar@2.9.0 src/constants.ts';

/** An account (G), a muxed account (M) or a contract (C). Case counts. Source: SEP-23 (StrKey). */
const stellarAddress = (text: string): string | null =>
  /^(?:[GC][A-Z2-7]{55}|M[A-Z2-7]{68})$/.test(text) && hasChecksum(text) ? text : null;

/** A token is a contract (SEP-41); classic assets are not paid with. */
const stellarContract = (text: string): string | null => (text.startsWith('C') ? stellarAddress(text) : null);

function hasChecksum(text: string): boolean {
  const bytes = decodeBase32(text, RFC_BASE32);
  if (bytes === null) return false;
  const sum = crc16(bytes.subarray(0, -2));
  return bytes.at(-2) === (sum & 0xff) && bytes.at(-1) === sum >> 8;
}

const stellar = (row: NetworkRow) =>
  defineNetwork({
    ...row,
    family: 'stellar',
    canonicalAddress: stellarAddress,
    canonicalAsset: stellarContract,
    zeroAddress: `G${'A'.repeat(52)}WHF`,
  });

export const stellarNetworks = [
  stellar({
    id: 'stellar:pubnet',
    name: 'Stellar',
    environment: 'MAINNET',
    aliases: ['stellar', 'stellar:mainnet'],
    source: CONSTANTS,
  }),
  stellar({
    id: 'stellar:testnet',
    name: 'Stellar Testnet',
    environment: 'TESTNET',
    aliases: ['stellar-testnet'],
    source: CONSTANTS,
  }),
];
