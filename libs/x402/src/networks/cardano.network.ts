import { bech32Prefix } from '../encoding/bech32.js';
import { defineNetwork, type NetworkRow } from './network.js';

const SPEC = 'x402-foundation/x402 specs/schemes/exact/scheme_exact_cardano.md (merged #1093)';

const ASSET = /^([0-9a-f]{56})(?:\.([0-9a-f]{0,64}))?$/i;

/** A payment address of Shelley or later, lower case. */
const cardanoAddress = (network: 'addr' | 'addr_test') => (text: string) => {
  const address = text.toLowerCase();
  return bech32Prefix(address) === network ? address : null;
};

/** `lovelace`, or `policyId.assetNameHex` in lower case; a policy may have one token without a name. */
function cardanoAsset(text: string): string | null {
  if (text === 'lovelace') return text;
  const [, policy = '', name = ''] = ASSET.exec(text) ?? [];
  return policy === '' || name.length % 2 === 1 ? null : `${policy}.${name}`.toLowerCase();
}

const cardano = (row: NetworkRow) =>
  defineNetwork({
    ...row,
    family: 'cardano',
    canonicalAddress: cardanoAddress(row.environment === 'MAINNET' ? 'addr' : 'addr_test'),
    canonicalAsset: cardanoAsset,
  });

/** The scheme has clients take the CIP-34 forms too. */
export const cardanoNetworks = [
  cardano({
    id: 'cardano:mainnet',
    name: 'Cardano',
    environment: 'MAINNET',
    formerIds: ['cip34:1-764824073'],
    aliases: ['cardano'],
    source: SPEC,
  }),
  cardano({
    id: 'cardano:preprod',
    name: 'Cardano Preprod',
    environment: 'TESTNET',
    formerIds: ['cip34:0-1'],
    source: SPEC,
  }),
  cardano({
    id: 'cardano:preview',
    name: 'Cardano Preview',
    environment: 'TESTNET',
    formerIds: ['cip34:0-2'],
    source: SPEC,
  }),
];
