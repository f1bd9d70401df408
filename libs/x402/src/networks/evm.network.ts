import { evmAddress } from './evm-address.js';
import { defineNetwork, type NetworkRow } from './network.js';

const CHAIN_IDS = 'npm @x402/evm@2.27.0 src/constants.ts (EVM_NETWORK_CHAIN_ID_MAP)';
const DEFAULT_ASSETS = 'npm @x402/evm@2.27.0 src/defaultAssets.ts';
const CDP = 'npm @coinbase/cdp-sdk@1.57.0 (OpenAPI: X402 network enums)';
const DOCS = 'x402 docs, network table of April 2026';
/** Met on the wire in August 2026, and in no SDK. */
const OP = 'docs.optimism.io, networks';
const XLAYER = 'web3.okx.com/onchainos/dev-docs/xlayer, network information';
const ROBINHOOD = 'docs.robinhood.com/chain, connecting';
const XRPL_EVM = 'docs.xrplevm.org; quicknode.com/docs/xrplevm';

const evm = (row: NetworkRow) =>
  defineNetwork({ ...row, family: 'evm', canonicalAddress: evmAddress, zeroAddress: `0x${'0'.repeat(40)}` });

/**
 * Aliases are names met on the wire that no SDK knows. Chain ids that older SDKs gave for the same V1 name
 * (story 1513, educhain 656476, sei-testnet 713715) are other chains, and are not aliases.
 */
export const evmNetworks = [
  evm({ id: 'eip155:1', name: 'Ethereum', environment: 'MAINNET', v1Name: 'ethereum', source: CHAIN_IDS }),
  evm({
    id: 'eip155:11155111',
    name: 'Ethereum Sepolia',
    environment: 'TESTNET',
    v1Name: 'sepolia',
    source: CHAIN_IDS,
  }),
  evm({
    id: 'eip155:8453',
    name: 'Base',
    environment: 'MAINNET',
    v1Name: 'base',
    aliases: ['base-mainnet'],
    source: CHAIN_IDS,
  }),
  evm({
    id: 'eip155:84532',
    name: 'Base Sepolia',
    environment: 'TESTNET',
    v1Name: 'base-sepolia',
    source: CHAIN_IDS,
  }),
  evm({
    id: 'eip155:137',
    name: 'Polygon PoS',
    environment: 'MAINNET',
    v1Name: 'polygon',
    source: CHAIN_IDS,
  }),
  evm({
    id: 'eip155:80002',
    name: 'Polygon Amoy',
    environment: 'TESTNET',
    v1Name: 'polygon-amoy',
    source: CHAIN_IDS,
  }),
  evm({
    id: 'eip155:43114',
    name: 'Avalanche C-Chain',
    environment: 'MAINNET',
    v1Name: 'avalanche',
    source: CHAIN_IDS,
  }),
  evm({
    id: 'eip155:43113',
    name: 'Avalanche Fuji',
    environment: 'TESTNET',
    v1Name: 'avalanche-fuji',
    source: CHAIN_IDS,
  }),
  evm({
    id: 'eip155:2741',
    name: 'Abstract',
    environment: 'MAINNET',
    v1Name: 'abstract',
    source: CHAIN_IDS,
  }),
  evm({
    id: 'eip155:11124',
    name: 'Abstract Testnet',
    environment: 'TESTNET',
    v1Name: 'abstract-testnet',
    source: CHAIN_IDS,
  }),
  evm({ id: 'eip155:4689', name: 'IoTeX', environment: 'MAINNET', v1Name: 'iotex', source: CHAIN_IDS }),
  evm({ id: 'eip155:1329', name: 'Sei', environment: 'MAINNET', v1Name: 'sei', source: CHAIN_IDS }),
  evm({
    id: 'eip155:1328',
    name: 'Sei Testnet',
    environment: 'TESTNET',
    v1Name: 'sei-testnet',
    source: CHAIN_IDS,
  }),
  evm({ id: 'eip155:3338', name: 'peaq', environment: 'MAINNET', v1Name: 'peaq', source: CHAIN_IDS }),
  evm({ id: 'eip155:1514', name: 'Story', environment: 'MAINNET', v1Name: 'story', source: CHAIN_IDS }),
  evm({
    id: 'eip155:41923',
    name: 'EDU Chain',
    environment: 'MAINNET',
    v1Name: 'educhain',
    source: CHAIN_IDS,
  }),
  evm({
    id: 'eip155:324705682',
    name: 'SKALE Base Sepolia',
    environment: 'TESTNET',
    v1Name: 'skale-base-sepolia',
    source: CHAIN_IDS,
  }),
  evm({
    id: 'eip155:4326',
    name: 'MegaETH',
    environment: 'MAINNET',
    v1Name: 'megaeth',
    source: CHAIN_IDS,
  }),
  evm({ id: 'eip155:143', name: 'Monad', environment: 'MAINNET', v1Name: 'monad', source: CHAIN_IDS }),
  evm({ id: 'eip155:988', name: 'Stable', environment: 'MAINNET', v1Name: 'stable', source: CHAIN_IDS }),
  evm({
    id: 'eip155:2201',
    name: 'Stable Testnet',
    environment: 'TESTNET',
    v1Name: 'stable-testnet',
    source: CHAIN_IDS,
  }),
  evm({ id: 'eip155:42220', name: 'Celo', environment: 'MAINNET', v1Name: 'celo', source: CHAIN_IDS }),
  evm({
    id: 'eip155:11142220',
    name: 'Celo Sepolia',
    environment: 'TESTNET',
    source: DEFAULT_ASSETS,
  }),
  evm({ id: 'eip155:14', name: 'Flare', environment: 'MAINNET', v1Name: 'flare', source: CHAIN_IDS }),
  evm({
    id: 'eip155:42161',
    name: 'Arbitrum One',
    environment: 'MAINNET',
    aliases: ['arbitrum'],
    source: DEFAULT_ASSETS,
  }),
  evm({
    id: 'eip155:421614',
    name: 'Arbitrum Sepolia',
    environment: 'TESTNET',
    aliases: ['arbitrum-sepolia'],
    source: DEFAULT_ASSETS,
  }),
  evm({ id: 'eip155:31612', name: 'Mezo', environment: 'MAINNET', source: DEFAULT_ASSETS }),
  evm({
    id: 'eip155:31611',
    name: 'Mezo Testnet',
    environment: 'TESTNET',
    source: DEFAULT_ASSETS,
  }),
  evm({ id: 'eip155:723487', name: 'Radius', environment: 'MAINNET', source: DEFAULT_ASSETS }),
  evm({
    id: 'eip155:72344',
    name: 'Radius Testnet',
    environment: 'TESTNET',
    source: DEFAULT_ASSETS,
  }),
  evm({ id: 'eip155:36900', name: 'ADI Chain', environment: 'MAINNET', source: DEFAULT_ASSETS }),
  evm({ id: 'eip155:190415', name: 'HPP', environment: 'MAINNET', source: DEFAULT_ASSETS }),
  evm({
    id: 'eip155:181228',
    name: 'HPP Sepolia',
    environment: 'TESTNET',
    source: DEFAULT_ASSETS,
  }),
  evm({ id: 'eip155:50', name: 'XDC Network', environment: 'MAINNET', source: DEFAULT_ASSETS }),
  evm({ id: 'eip155:51', name: 'XDC Apothem', environment: 'TESTNET', source: DEFAULT_ASSETS }),
  evm({ id: 'eip155:38833', name: 'Igra', environment: 'MAINNET', source: DEFAULT_ASSETS }),
  evm({ id: 'eip155:480', name: 'World Chain', environment: 'MAINNET', source: CDP }),
  evm({ id: 'eip155:4801', name: 'World Chain Sepolia', environment: 'TESTNET', source: CDP }),
  evm({
    id: 'eip155:1187947933',
    name: 'SKALE Base',
    environment: 'MAINNET',
    aliases: ['skale-base'],
    source: DOCS,
  }),
  evm({ id: 'eip155:10', name: 'OP Mainnet', environment: 'MAINNET', aliases: ['optimism'], source: OP }),
  evm({ id: 'eip155:11155420', name: 'OP Sepolia', environment: 'TESTNET', source: OP }),
  evm({ id: 'eip155:196', name: 'X Layer', environment: 'MAINNET', aliases: ['xlayer'], source: XLAYER }),
  evm({ id: 'eip155:1952', name: 'X Layer Testnet', environment: 'TESTNET', source: XLAYER }),
  evm({ id: 'eip155:4663', name: 'Robinhood Chain', environment: 'MAINNET', source: ROBINHOOD }),
  evm({ id: 'eip155:46630', name: 'Robinhood Chain Testnet', environment: 'TESTNET', source: ROBINHOOD }),
  evm({ id: 'eip155:1440000', name: 'XRPL EVM', environment: 'MAINNET', source: XRPL_EVM }),
  evm({ id: 'eip155:1449000', name: 'XRPL EVM Testnet', environment: 'TESTNET', source: XRPL_EVM }),
];
