import { assets, networks } from '@bazaar/x402';

import { assetMatch, assetMatcher } from './asset-match.js';

const BASE_USDC = '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913';
const SOLANA = 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp';
const SOLANA_USDC = 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkwyTDt1v';
const SUI_COIN = `0x${'2'.padStart(64, '0')}::sui::SUI`;
const STARK_TOKEN = `0x04718f5a0fc34cc1af16a1cdee98ffb20c31f5cd61d6ab07201858f4287c938d`;

const offered = (network: string, asset: string | null, assetRaw = asset ?? '') => ({
  network,
  asset,
  assetRaw,
});
const isFound = (written: string, network: string, asset: string) =>
  assetMatcher([written])(offered(network, asset));

it.each([
  ['EVM, lower case', BASE_USDC.toLowerCase(), 'eip155:8453', BASE_USDC],
  ['EVM, on a chain nobody knows', BASE_USDC.toLowerCase(), 'eip155:424242', BASE_USDC],
  ['Solana, as it is', SOLANA_USDC, SOLANA, SOLANA_USDC],
  ['Aptos, without its leading zeros', '0xa', 'aptos:1', `0x${'a'.padStart(64, '0')}`],
  ['Sui, package shortened and in capitals', '0X2::sui::SUI', 'sui:mainnet', SUI_COIN],
  ['Starknet, without its leading zeros', STARK_TOKEN.replace('0x0', '0x'), 'starknet:SN_MAIN', STARK_TOKEN],
  ['NEAR, in capitals', 'USDT.TETHER-TOKEN.NEAR', 'near:mainnet', 'usdt.tether-token.near'],
  ['the XRP Ledger, currency in hex', 'ab'.repeat(20), 'xrpl:0', 'AB'.repeat(20)],
  ['a fiat rail', 'usd', 'ach:us', 'USD'],
  ['a network without rules, as written', 'Token-7', 'moon:1', 'Token-7'],
])('finds an asset by its address: %s', (_what, written, network, asset) => {
  expect(isFound(written, network, asset)).toBe(true);
});

it.each([
  ['Solana, where case counts', SOLANA_USDC.toLowerCase(), SOLANA, SOLANA_USDC],
  ['Sui, where the case of a name counts', '0x2::sui::sui', 'sui:mainnet', SUI_COIN],
  ['a spelling of another family', '0xa', 'eip155:8453', `0x${'a'.padStart(64, '0')}`],
  ['a network without rules, in another case', 'token-7', 'moon:1', 'Token-7'],
  ['a symbol borrowed by another token', 'USDC', 'near:mainnet', 'usdc.near'],
])('does not take for it: %s', (_what, written, network, asset) => {
  expect(isFound(written, network, asset)).toBe(false);
});

it('finds every asset of the registry by its address and by its symbol', () => {
  for (const { network, address, symbol } of assets) {
    expect({ network, address, found: isFound(address, network, address) }).toMatchObject({ found: true });
    expect({ network, symbol, found: isFound(symbol.toLowerCase(), network, address) }).toMatchObject({
      found: true,
    });
  }
});

it('finds every asset of the registry whatever the case of its hex digits', () => {
  const hexadecimal = assets.filter(({ address }) => /^0x[0-9a-f]+$/i.test(address));

  expect(hexadecimal.length).toBeGreaterThan(30);
  for (const { network, address } of hexadecimal) {
    expect(isFound(`0x${address.slice(2).toUpperCase()}`, network, address)).toBe(true);
  }
});

it('finds an offer whose asset cannot be told by what the seller wrote', () => {
  expect(assetMatcher(['usdc-ish'])(offered('eip155:8453', null, 'usdc-ish'))).toBe(true);
});

it('names every address that it may mean, so that an index can be asked for them', () => {
  const { written, known, spelled, addresses } = assetMatch(['usdc', BASE_USDC.toLowerCase(), 'nothing']);
  const after = (text: string) => text.slice(text.indexOf(' ') + 1);

  expect(new Set(addresses)).toEqual(new Set([...written, ...known.map(after), ...spelled.map(after)]));
  expect(addresses).toContain(BASE_USDC);
});

it('takes an address apart into a few words, however many networks there are', () => {
  expect(assetMatch([BASE_USDC.toLowerCase()]).spelled.length).toBeLessThan(10);
  expect(networks.length).toBeGreaterThan(50);
});
