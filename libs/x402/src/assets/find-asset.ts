import { addressKeyOn, describeNetwork } from '../networks/find-network.js';
import { type Asset } from './asset.js';
import { assets } from './index.js';

const keyOf = (networkId: string, text: string) => `${networkId} ${text}`;

const byAddress = new Map<string, Asset>();
const byNetworkSymbol = new Map<string, Asset>();
const bySymbol = new Map<string, Asset[]>();
for (const asset of assets) {
  byAddress.set(keyOf(asset.network, addressKeyOn(asset.network, asset.address)), asset);
  byNetworkSymbol.set(keyOf(asset.network, asset.symbol.toUpperCase()), asset);
  bySymbol.set(asset.symbol.toUpperCase(), [...(bySymbol.get(asset.symbol.toUpperCase()) ?? []), asset]);
}

/** By address in any spelling the network allows, or by a symbol of that network's own registry. */
export function findAsset(networkId: string, addressOrSymbol: string): Asset | null {
  const { id } = describeNetwork(networkId);
  const found = byAddress.get(keyOf(id, addressKeyOn(id, addressOrSymbol)));
  return found ?? byNetworkSymbol.get(keyOf(id, addressOrSymbol.toUpperCase())) ?? null;
}

/** Every asset the registry calls so, on whatever network; empty where none is. */
export const assetsBySymbol = (symbol: string): readonly Asset[] =>
  bySymbol.get(symbol.trim().toUpperCase()) ?? [];
