import { type Asset } from '../assets/asset.js';
import { assetAt, findAsset } from '../assets/find-asset.js';
import { type NetworkRules } from '../networks/network.js';
import { type ReasonCode } from '../reasons/reasons.js';
import { type JsonRecord } from '../text/record.js';

export interface ResolvedAsset {
  /** Canonical address, null where none can be told. */
  readonly address: string | null;
  readonly asset: Asset | null;
  readonly reason: ReasonCode | null;
}

/**
 * Which token is meant: an address, or a symbol of the network's own registry. `usdc:eip155:8453:0x8335…` and
 * the like are read by their last part; a client would not, so they stay malformed.
 *
 * @param rules how the network writes its assets; null where we do not know
 */
export function resolveAsset(
  networkId: string,
  rules: NetworkRules | null,
  written: string,
  extra: JsonRecord,
): ResolvedAsset {
  if (written === '') return { address: null, asset: null, reason: 'asset-missing' };
  if (rules === null) return { address: written, asset: null, reason: 'asset-unknown' };
  const named = (address: string): ResolvedAsset => {
    const asset = assetAt(networkId, address);
    return { address, asset, reason: asset === null ? 'asset-unknown' : null };
  };
  const address = rules.canonicalAsset(written, extra);
  if (address !== null) return named(address);
  const bySymbol = findAsset(networkId, written);
  if (bySymbol !== null) return { address: bySymbol.address, asset: bySymbol, reason: 'asset-symbol' };
  const lastPart = written.split(/[:/]/).at(-1) ?? '';
  const inside = lastPart === written ? null : rules.canonicalAsset(lastPart, extra);
  return inside === null
    ? { address: null, asset: null, reason: 'asset-malformed' }
    : { ...named(inside), reason: 'asset-malformed' };
}
