import { algorandNetworks } from './algorand.network.js';
import { aptosNetworks } from './aptos.network.js';
import { cardanoNetworks } from './cardano.network.js';
import { casperNetworks } from './casper.network.js';
import { concordiumNetworks } from './concordium.network.js';
import { cosmosNetworks } from './cosmos.network.js';
import { evmNetworks } from './evm.network.js';
import { cardBrands, fiatNetworks } from './fiat.network.js';
import { hederaNetworks } from './hedera.network.js';
import { keetaNetworks } from './keeta.network.js';
import { lightningNetworks } from './lightning.network.js';
import { nanoNetworks } from './nano.network.js';
import { nearNetworks } from './near.network.js';
import { solanaNetworks } from './solana.network.js';
import { starknetNetworks } from './starknet.network.js';
import { stellarNetworks } from './stellar.network.js';
import { suiNetworks } from './sui.network.js';
import { tonNetworks } from './ton.network.js';
import { tronNetworks } from './tron.network.js';
import { xrplNetworks } from './xrpl.network.js';
import { type Network, type NetworkPattern } from './network.js';

export const networks: readonly Network[] = [
  ...evmNetworks,
  ...solanaNetworks,
  ...aptosNetworks,
  ...stellarNetworks,
  ...algorandNetworks,
  ...hederaNetworks,
  ...suiNetworks,
  ...keetaNetworks,
  ...tonNetworks,
  ...nearNetworks,
  ...cardanoNetworks,
  ...xrplNetworks,
  ...concordiumNetworks,
  ...starknetNetworks,
  ...casperNetworks,
  ...tronNetworks,
  ...lightningNetworks,
  ...nanoNetworks,
  ...cosmosNetworks,
  ...fiatNetworks,
];

export const networkPatterns: readonly NetworkPattern[] = [cardBrands];
