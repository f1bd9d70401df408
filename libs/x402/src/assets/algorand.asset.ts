import { defineAsset } from './asset.js';

const SOURCE = 'npm @x402/avm@2.26.0 src/constants.ts';

export const algorandAssets = [
  defineAsset({
    network: 'algorand:wGHE2Pwdvd7S12BL5FaOP20EGYesN73k',
    address: '31566704',
    symbol: 'USDC',
    decimals: 6,
    pegCurrency: 'USD',
    source: SOURCE,
  }),
  defineAsset({
    network: 'algorand:SGO1GKSzyE7IEPItTxCByw9x8FmnrCDe',
    address: '10458941',
    symbol: 'USDC',
    decimals: 6,
    pegCurrency: 'USD',
    source: SOURCE,
  }),
];
