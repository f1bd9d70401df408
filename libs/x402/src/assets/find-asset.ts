import { canonicalAssetOn, describeNetwork } from '../networks/find-network.js';
import { type Asset } from './asset.js';
import { assetRules, assets } from './index.js';

/** One network's assets, by canonical address and by symbol in capitals. */
interface Known {
  readonly byAddress: Map<string, Asset>;
  readonly bySymbol: Map<string, Asset>;
}

const byNetwork = new Map<string, Known>();
const bySymbol = new Map<string, Asset[]>();
for (const asset of assets) {
  const symbol = asset.symbol.toUpperCase();
  const known = byNetwork.get(asset.network) ?? { byAddress: new Map(), bySymbol: new Map() };
  byNetwork.set(asset.network, known);
  known.byAddress.set(asset.address, asset);
  known.bySymbol.set(symbol, asset);
  bySymbol.set(symbol, [...(bySymbol.get(symbol) ?? []), asset]);
}
const ruleByFamily = new Map(assetRules.flatMap((rule) => rule.families.map((family) => [family, rule])));

/** By network id and canonical address, and by nothing else. */
export function assetAt(networkId: string, address: string): Asset | null {
  const found = byNetwork.get(networkId)?.byAddress.get(address);
  if (found !== undefined) return found;
  return ruleByFamily.get(describeNetwork(networkId).family)?.find(networkId, address) ?? null;
}

/** By address in any spelling the network allows, or by a symbol of that network's own registry. */
export function findAsset(networkId: string, addressOrSymbol: string): Asset | null {
  const { id } = describeNetwork(networkId);
  const address = canonicalAssetOn(id, addressOrSymbol);
  const found = address === null ? null : assetAt(id, address);
  return found ?? byNetwork.get(id)?.bySymbol.get(addressOrSymbol.toUpperCase()) ?? null;
}

/** Every asset the registry calls so, on whatever network; empty where none is. */
export const assetsBySymbol = (symbol: string): readonly Asset[] =>
  bySymbol.get(symbol.trim().toUpperCase()) ?? [];
