import { wholeHex } from '../encoding/hex.js';
import { defineNetwork, type NetworkRow } from './network.js';

const SPEC = 'x402-foundation/x402 specs/schemes/exact/scheme_exact_sui.md';
const COMMUNITY = 'community x402-sui constants (public GitHub index)';

const COIN_TYPE = /^(0x[0-9a-f]{1,64})((?:::[a-z_][a-z0-9_]{0,127}){2})$/i;

/** A coin type: the package zero padded, module and name as written, since their case counts. */
function suiCoinType(text: string): string | null {
  const [, packageId = '', path = ''] = COIN_TYPE.exec(text) ?? [];
  const whole = wholeHex(packageId);
  return whole === null ? null : `${whole}${path}`;
}

const sui = (row: NetworkRow) =>
  defineNetwork({
    ...row,
    family: 'sui',
    canonicalAddress: wholeHex,
    canonicalAsset: suiCoinType,
    zeroAddress: `0x${'0'.repeat(64)}`,
  });

export const suiNetworks = [
  sui({
    id: 'sui:mainnet',
    name: 'Sui',
    environment: 'MAINNET',
    aliases: ['sui'],
    source: SPEC,
  }),
  sui({
    id: 'sui:testnet',
    name: 'Sui Testnet',
    environment: 'TESTNET',
    aliases: ['sui-testnet'],
    source: COMMUNITY,
  }),
  sui({
    id: 'sui:devnet',
    name: 'Sui Devnet',
    environment: 'TESTNET',
    source: COMMUNITY,
  }),
];
