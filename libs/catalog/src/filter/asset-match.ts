import { assetSpellings, assetsBySymbol } from '@bazaar/x402';

/** What an asset is known by on an offer. */
interface OfferedAsset {
  readonly network: string;
  readonly asset: string | null;
  readonly assetRaw: string;
}

/** Assets of a filter, taken apart once, the same for the predicate and for SQL. Symbols mean the registry's assets only. */
export interface AssetMatch {
  /** As written: on networks whose spelling we do not know there is no other. */
  readonly written: readonly string[];
  /** `network address` of the registry's assets. */
  readonly known: readonly string[];
  /**
   * `namespace address`: an address in the one spelling that offers of those networks have. A symbol is none, except
   * where assets are named by it: currencies on a fiat rail.
   */
  readonly spelled: readonly string[];
  /** All addresses in them, on whatever network. */
  readonly addresses: readonly string[];
}

export function assetMatch(assets: readonly string[]): AssetMatch {
  const meant = assets.map((text) => ({ text, known: assetsBySymbol(text) }));
  const known = meant.flatMap((asset) => asset.known);
  const spelled = meant
    .filter(
      ({ known: named }) => named.length === 0 || named.some(({ symbol, address }) => symbol === address),
    )
    .flatMap(({ text }) => assetSpellings(text));
  return {
    written: assets,
    known: known.map(({ network, address }) => `${network} ${address}`),
    spelled: spelled.map(({ namespace, address }) => `${namespace} ${address}`),
    addresses: [...new Set([...assets, ...[...known, ...spelled].map(({ address }) => address)])],
  };
}

/** Whether an offer is paid in one of these assets. */
export function assetMatcher(assets: readonly string[]): (offer: OfferedAsset) => boolean {
  const { written, known, spelled } = assetMatch(assets);
  return ({ network, asset, assetRaw }) => {
    const address = asset ?? assetRaw;
    return (
      written.includes(address) ||
      known.includes(`${network} ${address}`) ||
      spelled.includes(`${namespaceOf(network)} ${address}`)
    );
  };
}

const namespaceOf = (network: string): string => network.split(':', 1)[0] ?? network;
