import { canonicalAssetOn, describeNetwork } from '../networks/find-network.js';
import { type Asset } from './asset.js';
import { assetRules, assets } from './index.js';

const keyOf = (networkId: string, text: string) => `${networkId} ${text}`;

const byAddress = new Map<string, Asset>();
const byNetworkSymbol = new Map<string, Asset>();
const bySymbol = new Map<string, Asset[]>();
for (const asset of assets) {
  byAddress.set(keyOf(asset.network, asset.address), asset);
  byNetworkSymbol.set(keyOf(asset.network, asset.symbol.toUpperCase()), asset);
  bySymbol.set(asset.symbol.toUpperCase(), [...(bySymbol.get(asset.symbol.toUpperCase()) ?? []), asset]);
}
const ruleByFamily = new Map(assetRules.flatMap((rule) => rule.families.map((family) => [family, rule])));

/** By network id and canonical address, and by nothing else. */
export function assetAt(networkId: string, address: string): Asset | null {
  const found = byAddress.get(keyOf(networkId, address));
  if (found !== undefined) return found;
  return ruleByFamily.get(describeNetwork(networkId).family)?.find(networkId, address) ?? null;
}

/** By address in any spelling the network allows, or by a symbol of that network's own registry. */
export function findAsset(networkId: string, addressOrSymbol: string): Asset | null {
  const { id } = describeNetwork(networkId);
  const address = canonicalAssetOn(id, addressOrSymbol);
  const found = address === null ? null : assetAt(id, address);
  return found ?? byNetworkSymbol.get(keyOf(id, addressOrSymbol.toUpperCase())) ?? null;
}

/** Every asset the registry calls so, on whatever network; empty where none is. */
export const assetsBySymbol = (symbol: string): readonly Asset[] =>
  bySymbol.get(symbol.trim().toUpperCase()) ?? [];
