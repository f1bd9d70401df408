import { defineAsset } from './asset.js';

const SOURCE = 'npm @x402/stellar@2.9.0 src/constants.ts';

/** SEP-41 contracts, with 7 decimals, not 6. */
export const stellarAssets = [
  defineAsset({
    network: 'stellar:pubnet',
    address: 'CCW67TSZV3SSS2HXMBQ5JFGCKJNXKZM7UQUWUZPUTHXSTZLEO7SJMI75',
    symbol: 'USDC',
    decimals: 7,
    pegCurrency: 'USD',
    source: SOURCE,
  }),
  defineAsset({
    network: 'stellar:testnet',
    address: 'CBIELTK6YBZJU5UP2WWQEUCYKLPU6AUNZ2BQ4WWFEIE3USCIHMXQDAMA',
    symbol: 'USDC',
    decimals: 7,
    pegCurrency: 'USD',
    source: SOURCE,
  }),
];
