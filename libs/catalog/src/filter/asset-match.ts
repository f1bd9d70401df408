import { assetsBySymbol, findNetwork } from '@bazaar/x402';

/** Assets of a filter, taken apart once. Symbols mean the registry's assets only. */
export interface AssetMatch {
  /** `network address` of the registry's assets. */
  readonly known: readonly string[];
  /** Addresses in every form that a canonical one can have. */
  readonly addresses: readonly string[];
}

export function assetMatch(assets: readonly string[]): AssetMatch {
  const evm = findNetwork('eip155:1');
  return {
    known: assets.flatMap((asset) =>
      assetsBySymbol(asset).map(({ network, address }) => `${network} ${address}`),
    ),
    addresses: assets.flatMap((asset) => [asset, evm?.canonicalAddress(asset) ?? asset]),
  };
}
