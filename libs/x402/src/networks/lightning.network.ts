import { plainHex } from '../encoding/hex.js';
import { defineNetwork, type NetworkRow } from './network.js';

const DRAFT = 'x402-foundation/x402 specs/schemes/exact/scheme_exact_lnbtc.md (draft)';

/** The key of the node that is paid. */
const lightningNode = (text: string): string | null => (/^0[23]/.test(text) ? plainHex(text, 66) : null);

const lightning = (row: NetworkRow) =>
  defineNetwork({
    ...row,
    family: 'lightning',
    canonicalAddress: lightningNode,
    canonicalAsset: (text) => (text === 'BTC' ? text : null),
  });

/** The id is the beginning of the genesis block's hash. Amounts count millisatoshi. */
export const lightningNetworks = [
  lightning({
    id: 'lnbtc:000000000019d6689c085ae165831e93',
    name: 'Bitcoin Lightning',
    environment: 'MAINNET',
    aliases: ['lightning', 'lightning:mainnet'],
    source: DRAFT,
  }),
  lightning({
    id: 'lnbtc:000000000933ea01ad0ee984209779ba',
    name: 'Bitcoin Lightning Testnet',
    environment: 'TESTNET',
    aliases: ['lightning:testnet'],
    source: DRAFT,
  }),
];
