import { canonicalAddressOn } from '../networks/find-network.js';
import { type Asset } from './asset.js';
import { evmAssets } from './evm.asset.js';
import { solanaAssets } from './solana.asset.js';

export const assets: readonly Asset[] = [...evmAssets, ...solanaAssets].map((asset) =>
  Object.freeze({ ...asset, address: canonicalAddressOn(asset.network, asset.address) ?? asset.address }),
);
