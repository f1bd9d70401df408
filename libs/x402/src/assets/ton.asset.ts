import { defineAsset } from './asset.js';

const SOURCE = 'x402-foundation/x402 specs/schemes/exact/scheme_exact_ton.md';

export const tonAssets = [
  defineAsset({
    network: 'tvm:-239',
    address: '0:b113a994b5024a16719f69139328eb759596c38a25f59028b146fecdc3621dfe',
    symbol: 'USDT',
    decimals: 6,
    pegCurrency: 'USD',
    isNetworkDefault: false,
    source: SOURCE,
  }),
];
