import { canonicalAssetOn } from '../networks/find-network.js';
import { type Asset, type AssetRule } from './asset.js';
import { algorandAssets } from './algorand.asset.js';
import { aptosAssets } from './aptos.asset.js';
import { cardanoAssets } from './cardano.asset.js';
import { concordiumAssets } from './concordium.asset.js';
import { cosmosAssets } from './cosmos.asset.js';
import { evmAssets } from './evm.asset.js';
import { fiatAssets, fiatCurrencies } from './fiat.asset.js';
import { hederaAssets } from './hedera.asset.js';
import { keetaAssets } from './keeta.asset.js';
import { lightningAssets } from './lightning.asset.js';
import { nanoAssets } from './nano.asset.js';
import { nearAssets } from './near.asset.js';
import { solanaAssets } from './solana.asset.js';
import { starknetAssets } from './starknet.asset.js';
import { stellarAssets } from './stellar.asset.js';
import { suiAssets } from './sui.asset.js';
import { tonAssets } from './ton.asset.js';
import { tronAssets } from './tron.asset.js';
import { xrplAssets } from './xrpl.asset.js';

export const assets: readonly Asset[] = [
  ...evmAssets,
  ...solanaAssets,
  ...aptosAssets,
  ...stellarAssets,
  ...algorandAssets,
  ...hederaAssets,
  ...suiAssets,
  ...keetaAssets,
  ...tonAssets,
  ...nearAssets,
  ...cardanoAssets,
  ...xrplAssets,
  ...concordiumAssets,
  ...starknetAssets,
  ...tronAssets,
  ...lightningAssets,
  ...nanoAssets,
  ...cosmosAssets,
  ...fiatAssets,
].map((asset) =>
  Object.freeze({ ...asset, address: canonicalAssetOn(asset.network, asset.address) ?? asset.address }),
);

export const assetRules: readonly AssetRule[] = [fiatCurrencies];
