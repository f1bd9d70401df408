import { findNetwork } from '../networks/find-network.js';
import { assetsBySymbol, findAsset } from './find-asset.js';
import { assets } from './index.js';

describe.each(assets)('asset $symbol on $network', (asset) => {
  it('lies on a network we know, under its canonical address', () => {
    const network = findNetwork(asset.network);

    expect(network?.id).toBe(asset.network);
    expect(network?.canonicalAsset(asset.address)).toBe(asset.address);
    expect(asset.source).not.toBe('');
    expect(network?.hasDecimalAmounts(asset.address)).toBe(asset.decimals === null);
  });

  it('is found by address, by symbol and by the name of its network', () => {
    const network = findNetwork(asset.network);

    expect(findAsset(asset.network, asset.address)).toBe(asset);
    expect(findAsset(asset.network, asset.symbol.toLowerCase())).toBe(asset);
    expect(findAsset(network?.aliases[0] ?? asset.network, asset.address)).toBe(asset);
    expect(assetsBySymbol(asset.symbol)).toContain(asset);
  });
});

it('keeps a token name byte for byte (nasty case 26)', () => {
  expect(findAsset('flare', 'USDT0')?.eip712?.name).toBe('USD\u20AE0');
});

it.each([
  ['base', '0x' + '1'.repeat(40)],
  ['base', 'DOGE'],
  ['nano:mainnet', 'USDC'],
  ['base', ''],
])('does not know %s %s', (network, text) => expect(findAsset(network, text)).toBeNull());
