import { defineNetwork, type NetworkRow } from './network.js';

const SPEC = 'x402-foundation/x402 specs/schemes/exact/scheme_exact_hedera.md';

const ENTITY = /^(\d{1,10})\.(\d{1,10})\.(\d{1,19})(?:-[a-z]{5})?$/;

/** An entity id without its checksum, or the EVM alias of an account. */
function hederaAccount(text: string): string | null {
  return /^0x[0-9a-f]{40}$/i.test(text) ? text.toLowerCase() : hederaEntity(text);
}

/** `0.0.0` is HBAR, anything else a fungible token. */
function hederaEntity(text: string): string | null {
  const parts = ENTITY.exec(text)?.slice(1, 4);
  return parts === undefined ? null : parts.map((part) => BigInt(part).toString()).join('.');
}

const hedera = (row: NetworkRow) =>
  defineNetwork({
    ...row,
    family: 'hedera',
    canonicalAddress: hederaAccount,
    canonicalAsset: hederaEntity,
    zeroAddress: '0.0.0',
  });

export const hederaNetworks = [
  hedera({
    id: 'hedera:mainnet',
    name: 'Hedera',
    environment: 'MAINNET',
    aliases: ['hedera', 'hedera-mainnet'],
    source: SPEC,
  }),
  hedera({
    id: 'hedera:testnet',
    name: 'Hedera Testnet',
    environment: 'TESTNET',
    aliases: ['hedera-testnet'],
    source: SPEC,
  }),
];
