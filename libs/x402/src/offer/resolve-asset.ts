import { type Asset } from '../assets/asset.js';
import { findAsset } from '../assets/find-asset.js';
import { canonicalAddressOn, hasAddressRule } from '../networks/find-network.js';
import { type ReasonCode } from '../reasons/reasons.js';

export interface ResolvedAsset {
  /** Canonical address, null where none can be told. */
  readonly address: string | null;
  readonly asset: Asset | null;
  readonly reason: ReasonCode | null;
}

/**
 * Which token is meant: an address, or a symbol of the network's own registry. `usdc:eip155:8453:0x8335…` and
 * the like are read by their last part; a client would not, so they stay malformed.
 */
export function resolveAsset(networkId: string, written: string): ResolvedAsset {
  if (written === '') return { address: null, asset: null, reason: 'asset-missing' };
  const address = canonicalAddressOn(networkId, written);
  if (address !== null && !hasAddressRule(networkId)) return named(networkId, address, 'asset-unknown');
  if (address !== null) {
    return named(networkId, address, findAsset(networkId, address) === null ? 'asset-unknown' : null);
  }
  const bySymbol = findAsset(networkId, written);
  if (bySymbol !== null) return { address: bySymbol.address, asset: bySymbol, reason: 'asset-symbol' };
  const lastPart = written.split(/[:/]/).at(-1) ?? '';
  const inside = lastPart === written ? null : canonicalAddressOn(networkId, lastPart);
  if (inside !== null) return named(networkId, inside, 'asset-malformed');
  return { address: null, asset: null, reason: 'asset-malformed' };
}

const named = (networkId: string, address: string, reason: ReasonCode | null): ResolvedAsset => ({
  address,
  asset: findAsset(networkId, address),
  reason,
});
