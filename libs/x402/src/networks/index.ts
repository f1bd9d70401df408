import { evmNetworks } from './evm.network.js';
import { type Network } from './network.js';
import { solanaNetworks } from './solana.network.js';

export const networks: readonly Network[] = [...evmNetworks, ...solanaNetworks];
