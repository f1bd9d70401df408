import { assets, findAsset, networks } from '../index.js';
import {
  canonicalAddressOn,
  canonicalAssetOn,
  describeNetwork,
  findNetwork,
  isNetworkPattern,
  isWellFormedNetwork,
  networkMatches,
} from './find-network.js';
import { evmAddress } from './evm-address.js';
import { solanaAddress } from './solana-address.js';

describe.each(networks)('network $id', (network) => {
  it('has an id of the CAIP-2 form, a name and a source', () => {
    expect(network.id).toMatch(/^[-a-z0-9]{3,32}:[^\s]{1,64}$/);
    expect(network.name).not.toBe('');
    expect(network.source).not.toBe('');
    expect(network.environment).toMatch(/^(MAINNET|TESTNET)$/);
  });

  it('is found by its id and every name, in any case', () => {
    for (const name of [network.id, ...network.aliases]) {
      expect(findNetwork(name)).toBe(network);
      expect(findNetwork(` ${name.toUpperCase()} `)).toBe(network);
    }
  });

  it('rejects an address that is not one, unless its payees are roles', () => {
    for (const text of ['not an address', '', '0x', 'USDC', '1'.repeat(39)]) {
      expect(network.canonicalAddress(text)).toBe(network.payee === 'ROLE' ? text : null);
    }
  });

  it('knows its zero address by the form it stores', () => {
    expect(network.canonicalAddress(network.zeroAddress ?? '')).toBe(
      network.payee === 'ROLE' ? '' : network.zeroAddress,
    );
  });

  it('has one asset at most for a plain dollar price', () => {
    expect(
      assets.filter((asset) => asset.network === network.id && asset.isNetworkDefault).length,
    ).toBeLessThan(2);
  });
});

it('has no name twice', () => {
  const names = networks.flatMap(({ id, aliases }) => [id, ...aliases]);

  expect(new Set(names).size).toBe(names.length);
});

describe('addresses', () => {
  it('spells an EVM address with its checksum, whatever the case it came in (nasty case 24)', () => {
    const right = '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913';

    expect(evmAddress(right.toLowerCase())).toBe(right);
    expect(evmAddress('0x833589fCD6eDb6E08f4C7C32D4f71b54bdA02913')).toBe(right);
    expect(findAsset('base', '0x833589fCD6eDb6E08f4C7C32D4f71b54bdA02913')?.symbol).toBe('USDC');
  });

  it('takes base58 of 32 bytes for Solana, in its own case only', () => {
    const mint = 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v';

    expect(solanaAddress(mint)).toBe(mint);
    expect(solanaAddress('1'.repeat(32))).toBe('1'.repeat(32));
    expect(solanaAddress('1'.repeat(33))).toBeNull();
    expect(solanaAddress(mint.replace('E', '0'))).toBeNull();
    expect(solanaAddress('5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp')).toBeNull();
    expect(findAsset('solana', mint.toLowerCase())).toBeNull();
  });

  it('spells addresses of unknown chains where the family is known', () => {
    expect(canonicalAddressOn('eip155:5042002', '0x' + 'AB'.repeat(20))).toBe(
      evmAddress('0x' + 'ab'.repeat(20)),
    );
    expect(canonicalAddressOn('eip155:5042002', 'merchant')).toBeNull();
    expect(canonicalAddressOn('stellar:futurenet', 'merchant')).toBeNull();
    expect(canonicalAddressOn('hive:mainnet', 'merchant')).toBe('merchant');
    expect(canonicalAssetOn('hive:mainnet', 'HBD')).toBe('HBD');
  });
});

describe('networks as sellers and callers write them (nasty case 23)', () => {
  it.each([
    ['base', 'eip155:8453'],
    ['Base', 'eip155:8453'],
    ['EIP155:8453', 'eip155:8453'],
    ['arbitrum', 'eip155:42161'],
    ['solana', 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp'],
    ['solana:mainnet', 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp'],
    ['solana:devnet', 'solana:EtWTRABZaYq6iMfeYKouRu166VU2xqa1'],
    ['xlayer', 'eip155:196'],
    ['peaq', 'eip155:3338'],
    ['xrpl:0', 'xrpl:0'],
    ['stellar:pubnet', 'stellar:pubnet'],
    ['lightning:mainnet', 'lnbtc:000000000019d6689c085ae165831e93'],
    ['eip155:1187947933', 'eip155:1187947933'],
    ['algorand:wGHE2Pwdvd7S12BL5FaOP20EGYesN73ktiC1qzkkit8=', 'algorand:wGHE2Pwdvd7S12BL5FaOP20EGYesN73k'],
    ['EIP155:1440000', 'eip155:1440000'],
  ])('knows %s', (text, id) => expect(describeNetwork(text)).toMatchObject({ id, known: true }));

  it.each([
    ['eip155:5042002', 'eip155:5042002', 'evm'],
    ['EIP155:1440001', 'eip155:1440001', 'evm'],
    ['xrpl:21465', 'xrpl:21465', 'xrpl'],
    ['cip34:0-4', 'cip34:0-4', 'cardano'],
    ['card:Not a brand', 'card:Not a brand', 'card'],
    ['hive:mainnet', 'hive:mainnet', 'hive'],
    ['newchain', 'newchain', 'unknown'],
    ['__proto__', '__proto__', 'unknown'],
    ['__proto__:1', '__proto__:1', '__proto__'],
  ])('keeps %s, which it does not know', (text, id, family) =>
    expect(describeNetwork(text)).toEqual({
      id,
      name: null,
      environment: 'UNKNOWN',
      family,
      known: false,
      aliases: [],
    }),
  );

  it.each([
    'base',
    'base-sepolia',
    'eip155:8453',
    'eip155:*',
    'tvm:-239',
    'near:mainnet',
    'nano:mainnet',
    'xlayer',
    'card:*',
  ])('takes %s for well formed', (text) => expect(isWellFormedNetwork(text)).toBe(true));

  it.each(['', ' ', '!!!', '*', ':', 'eip155:', 'a b', 'eip155:8453:1', 'eip155:8*3', '8453'])(
    'refuses %j',
    (text) => expect(isWellFormedNetwork(text)).toBe(false),
  );

  it.each([
    ['eip155:*', 'eip155:8453', true],
    ['eip155:*', 'base', true],
    ['eip155:*', 'solana', false],
    ['eip155:8*', 'eip155:8453', true],
    ['base', 'eip155:8453', true],
    ['eip155:8453', 'base', true],
    ['base', 'base-sepolia', false],
    ['EIP155:8453', 'eip155:8453', true],
    ['nano:mainnet', 'nano:mainnet', true],
    ['.*', 'eip155:8453', false],
  ])('%s matches %s: %s', (pattern, id, matches) => expect(networkMatches(pattern, id)).toBe(matches));

  it('knows a pattern from a name', () => {
    expect(isNetworkPattern('eip155:*')).toBe(true);
    expect(isNetworkPattern('eip155:1')).toBe(false);
  });
});
