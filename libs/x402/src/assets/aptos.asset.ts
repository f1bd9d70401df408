import { defineAsset } from './asset.js';

const SOURCE = 'coinbase/x402 typescript/packages/mechanisms/aptos/src/constants.ts';

export const aptosAssets = [
  defineAsset({
    network: 'aptos:1',
    address: '0xbae207659db88bea0cbead6da0ed00aac12edcdda169e591cd41c94180b46f3b',
    symbol: 'USDC',
    decimals: 6,
    pegCurrency: 'USD',
    source: SOURCE,
  }),
  defineAsset({
    network: 'aptos:2',
    address: '0x69091fbab5f7d635ee7ac5098cf0c1efbe31d68fec0f2cd565e8d168daf52832',
    symbol: 'USDC',
    decimals: 6,
    pegCurrency: 'USD',
    source: SOURCE,
  }),
];
