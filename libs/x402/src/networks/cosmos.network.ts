import { bech32Prefix } from '../encoding/bech32.js';
import { defineNetwork, type NetworkRow } from './network.js';

const PROPOSAL = 'public GitHub index (proposal text; no file in the official tree)';
const FACILITATORS =
  'public GitHub index (community facilitators, schemes exact-direct / exact_cosmos_authz)';
const COMMUNITY = 'public GitHub index (community)';

/** An account of whichever chain: each has a prefix of its own, and the list of chains has no end. */
function cosmosAddress(text: string): string | null {
  const address = text.toLowerCase();
  return bech32Prefix(address) === null ? null : address;
}

/** A denom as the bank module takes it. Case counts. */
const cosmosDenom = (text: string): string | null =>
  /^[a-zA-Z][a-zA-Z0-9/:._-]{2,127}$/.test(text) ? text : null;

const cosmos = (row: NetworkRow) =>
  defineNetwork({ ...row, family: 'cosmos', canonicalAddress: cosmosAddress, canonicalAsset: cosmosDenom });

export const cosmosNetworks = [
  cosmos({
    id: 'cosmos:cosmoshub-4',
    name: 'Cosmos Hub',
    environment: 'MAINNET',
    source: PROPOSAL,
  }),
  cosmos({
    id: 'cosmos:noble-1',
    name: 'Noble',
    environment: 'MAINNET',
    aliases: ['noble'],
    source: FACILITATORS,
  }),
  cosmos({
    id: 'cosmos:grand-1',
    name: 'Noble Testnet',
    environment: 'TESTNET',
    source: COMMUNITY,
  }),
];
