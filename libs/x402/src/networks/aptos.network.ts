import { wholeHex } from '../encoding/hex.js';
import { defineNetwork, type NetworkRow } from './network.js';

const CONSTANTS = 'coinbase/x402 typescript/packages/mechanisms/aptos/src/constants.ts';

/** Accounts and fungible assets are numbers of 32 bytes; leading zeros may be left out, but not by stock clients. */
const aptos = (row: NetworkRow) =>
  defineNetwork({ ...row, family: 'aptos', canonicalAddress: wholeHex, zeroAddress: `0x${'0'.repeat(64)}` });

export const aptosNetworks = [
  aptos({
    id: 'aptos:1',
    name: 'Aptos',
    environment: 'MAINNET',
    aliases: ['aptos'],
    source: CONSTANTS,
  }),
  aptos({
    id: 'aptos:2',
    name: 'Aptos Testnet',
    environment: 'TESTNET',
    aliases: ['aptos-testnet'],
    source: CONSTANTS,
  }),
];
