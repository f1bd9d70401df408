import { currencyDecimals } from '../money/currencies.data.js';
import { findNetwork } from '../networks/find-network.js';
import { type AssetRule, defineAsset } from './asset.js';

const SOURCE = 'x402-foundation/x402 specs/schemes/batch-settlement/batch_settlement_cloudflare.md';

/** Other currencies, and those of other rails, come from {@link fiatCurrencies}. */
export const fiatAssets = [
  defineAsset({
    network: 'cloudflare:402',
    address: 'USD',
    symbol: 'USD',
    decimals: 2,
    pegCurrency: 'USD',
    isNetworkDefault: false,
    source: SOURCE,
  }),
];

/** Every currency on every fiat rail, counted in its minor unit. */
export const fiatCurrencies: AssetRule = {
  families: ['cloudflare', 'fiat', 'card'],
  find: (networkId, code) => {
    const network = findNetwork(networkId);
    const decimals = currencyDecimals(code);
    if (network === null || decimals === null) return null;
    return defineAsset({
      network: network.id,
      address: code,
      symbol: code,
      decimals,
      pegCurrency: code,
      isNetworkDefault: false,
      source: network.source,
    });
  },
};
