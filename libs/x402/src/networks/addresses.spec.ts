import fc from 'fast-check';
import { networks } from './index.js';
import { findNetwork } from './find-network.js';

const HEX_64 = 'a'.repeat(64);

/** Each family's own examples, and what their chains would refuse, as many wrong as right. */
const ACCOUNTS: readonly (readonly [network: string, written: string, canonical: string | null])[] = [
  ['aptos:1', `0x${HEX_64}`, `0x${HEX_64}`],
  ['aptos:1', '0xA', `0x${'0'.repeat(63)}a`],
  ['aptos:1', `0x${HEX_64}a`, null],
  ['aptos:1', HEX_64, null],
  ['stellar:pubnet', 'GA5ZSEJYB37JRC5AVCIA5MOP4RHTM335X2KGX3IHOJAPP5RE34K4KZVN', 'as written'],
  ['stellar:pubnet', 'CCW67TSZV3SSS2HXMBQ5JFGCKJNXKZM7UQUWUZPUTHXSTZLEO7SJMI75', 'as written'],
  ['stellar:pubnet', 'GA5ZSEJYB37JRC5AVCIA5MOP4RHTM335X2KGX3IHOJAPP5RE34K4KZVM', null],
  ['stellar:pubnet', 'ga5zsejyb37jrc5avcia5mop4rhtm335x2kgx3ihojapp5re34k4kzvn', null],
  ['algorand', `${'A'.repeat(52)}Y5HFKQ`, 'as written'],
  ['algorand', 'FACILITATORADDRESSAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAALQCXBZE', 'as written'],
  ['algorand', 'FACILITATORADDRESSAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAALQCXBZA', null],
  ['algorand', 'RESOURCESERVERADDRESS', null],
  ['hedera:mainnet', '0.0.1234', '0.0.1234'],
  ['hedera:mainnet', '0.0.01234-vfmkw', '0.0.1234'],
  ['hedera:mainnet', `0x${'AB'.repeat(20)}`, `0x${'ab'.repeat(20)}`],
  ['hedera:mainnet', '0.0', null],
  ['hedera:mainnet', '0.0.12a4', null],
  ['hedera:mainnet', '0x12', null],
  ['sui:mainnet', '0x2', `0x${'0'.repeat(63)}2`],
  ['sui:mainnet', `0x${HEX_64.toUpperCase()}`, `0x${HEX_64}`],
  ['sui:mainnet', '0x', null],
  ['sui:mainnet', '0x2::sui::SUI', null],
  ['keeta:21378', 'keeta_amnkge74xitii5dsobstldatv3irmyimujfjotftx7plaaaseam4bntb7wnna', 'as written'],
  [
    'keeta:21378',
    'KEETA_amnkge74xitii5dsobstldatv3irmyimujfjotftx7plaaaseam4bntb7wnna',
    'keeta_amnkge74xitii5dsobstldatv3irmyimujfjotftx7plaaaseam4bntb7wnna',
  ],
  ['keeta:21378', 'keeta_amnkge74xitii5dsobstldatv3irmyimujfjotftx7plaaaseam4bntb7wnnb', null],
  ['keeta:21378', 'amnkge74xitii5dsobstldatv3irmyimujfjotftx7plaaaseam4bntb7wnna', null],
  [
    'tvm:-239',
    'EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs',
    '0:b113a994b5024a16719f69139328eb759596c38a25f59028b146fecdc3621dfe',
  ],
  ['tvm:-239', `-1:${HEX_64.toUpperCase()}`, `-1:${HEX_64}`],
  ['tvm:-239', 'EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDt', null],
  ['tvm:-239', `2:${HEX_64}`, null],
  ['near:mainnet', 'Seller.near', 'seller.near'],
  ['near:mainnet', HEX_64, HEX_64],
  ['near:mainnet', 'seller..near', null],
  ['near:mainnet', `${'a'.repeat(64)}.near`, null],
  ['cardano:mainnet', 'addr1vx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzers66hrl8', 'as written'],
  ['cardano:preprod', 'addr_test1vz2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzerspjrlsz', 'as written'],
  ['cardano:mainnet', 'addr_test1vz2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzerspjrlsz', null],
  ['cardano:mainnet', 'addr1vx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzers66hrl9', null],
  ['xrpl:0', 'rN7n7otQDd6FczFgLdSqtcsAUxDkw6fzRH', 'as written'],
  ['xrpl:0', 'rMwjYedjc7qqtKYVLiAccJSmCwih4LnE2q', 'as written'],
  ['xrpl:0', 'rMwjYedjc7qqtKYVLiAccJSmCwih4LnE2r', null],
  ['xrpl:0', 'rmwjyedjc7qqtkyvliaccjsmcwih4lne2q', null],
  [
    'ccd:9dd9ca4d19e9393877d2c44b70f89acb',
    '4ZJBYQbVp3zVZyjCXfZAAYBVkJMyVj8UKUNj9ox5YqTCBdBq2M',
    'as written',
  ],
  ['ccd:9dd9ca4d19e9393877d2c44b70f89acb', '4FmiTW2L4RvCsSVTjFAavYvrgnPLGNj43eiwPYmbhNqtAcMbWx', null],
  ['starknet', '0x0512FEAC6339ff7889822cb5aa2a86c848e9d392bb0e3e237c008674feed8343', 'lower case'],
  ['starknet', '0x1', `0x${'0'.repeat(63)}1`],
  ['starknet', `0x${'f'.repeat(64)}`, null],
  ['starknet', 'SN_MAIN', null],
  ['casper:casper', `00${HEX_64}`, `00${HEX_64}`],
  ['casper:casper', `01${HEX_64.toUpperCase()}`, `01${HEX_64}`],
  ['casper:casper', `02${HEX_64}`, null],
  ['casper:casper', HEX_64, null],
  ['tron:27Lqcw', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', 'as written'],
  ['tron:27Lqcw', 'TEkxiTehnzSmSe2XqrBj4w32RUN966rdz8', 'as written'],
  ['tron:27Lqcw', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6T', null],
  ['tron:27Lqcw', `41${'a'.repeat(40)}`, null],
  ['lightning:mainnet', `02${HEX_64}`, `02${HEX_64}`],
  ['lightning:mainnet', `03${HEX_64.toUpperCase()}`, `03${HEX_64}`],
  ['lightning:mainnet', `04${HEX_64}`, null],
  ['lightning:mainnet', 'lnbc250n1pj48ugqpp5', null],
  ['nano:mainnet', 'nano_3t6k35gi95xu6tergt6p69ck76ogmitsa8mnijtpxm9fkcm736xtoncuohr3', 'as written'],
  [
    'nano:mainnet',
    'xrb_3t6k35gi95xu6tergt6p69ck76ogmitsa8mnijtpxm9fkcm736xtoncuohr3',
    'nano_3t6k35gi95xu6tergt6p69ck76ogmitsa8mnijtpxm9fkcm736xtoncuohr3',
  ],
  ['nano:mainnet', 'nano_3t6k35gi95xu6tergt6p69ck76ogmitsa8mnijtpxm9fkcm736xtoncuohr1', null],
  ['nano:mainnet', 'nano_1abc', null],
  ['cosmos:cosmoshub-4', 'cosmos1fl48vsnmsdzcv85q5d2q4z5ajdha8yu34mf0eh', 'as written'],
  ['cosmos:cosmoshub-4', 'COSMOS1FL48VSNMSDZCV85Q5D2Q4Z5AJDHA8YU34MF0EH', 'lower case'],
  ['cosmos:cosmoshub-4', 'cosmos1fl48vsnmsdzcv85q5d2q4z5ajdha8yu34mf0ej', null],
  ['cosmos:cosmoshub-4', 'fl48vsnmsdzcv85q5d2q4z5ajdha8yu34mf0eh', null],
  ['cloudflare:402', 'merchant', 'merchant'],
  ['card:visa', 'acct_1Nxyz', 'acct_1Nxyz'],
];

const ASSETS: typeof ACCOUNTS = [
  ['aptos:1', '0xbae207659db88bea0cbead6da0ed00aac12edcdda169e591cd41c94180b46f3b', 'as written'],
  ['aptos:1', 'USDC', null],
  ['stellar:pubnet', 'CCW67TSZV3SSS2HXMBQ5JFGCKJNXKZM7UQUWUZPUTHXSTZLEO7SJMI75', 'as written'],
  ['stellar:pubnet', 'GA5ZSEJYB37JRC5AVCIA5MOP4RHTM335X2KGX3IHOJAPP5RE34K4KZVN', null],
  ['algorand', '31566704', '31566704'],
  ['algorand', '0', null],
  ['algorand', '18446744073709551616', null],
  ['hedera:mainnet', '0.0.456858', '0.0.456858'],
  ['hedera:mainnet', `0x${'ab'.repeat(20)}`, null],
  ['sui:mainnet', '0x2::sui::SUI', `0x${'0'.repeat(63)}2::sui::SUI`],
  ['sui:mainnet', '0x2::sui', null],
  ['cardano:mainnet', 'lovelace', 'lovelace'],
  [
    'cardano:mainnet',
    'C48CBB3D5E57ED56E276BC45F99AB39ABE94E6CD7AC39FB402DA47AD.0014DF105553444D',
    'lower case',
  ],
  ['cardano:mainnet', 'c48cbb3d.0014df105553444d', null],
  ['cardano:mainnet', 'ADA', null],
  ['xrpl:0', 'XRP', 'XRP'],
  ['xrpl:0', 'USD.rMwjYedjc7qqtKYVLiAccJSmCwih4LnE2q', 'as written'],
  ['xrpl:0', 'USD', 'USD'],
  ['xrpl:0', 'RLUSD', null],
  ['xrpl:0', 'XRP.rMwjYedjc7qqtKYVLiAccJSmCwih4LnE2q', null],
  ['xrpl:0', 'USD.rNobody', null],
  ['ccd:9dd9ca4d19e9393877d2c44b70f89acb', 'ccd', 'CCD'],
  ['ccd:9dd9ca4d19e9393877d2c44b70f89acb', 'EURR', 'EURR'],
  ['ccd:9dd9ca4d19e9393877d2c44b70f89acb', 'no symbol', null],
  ['casper:casper', HEX_64, HEX_64],
  ['casper:casper', `hash-${HEX_64}`, null],
  ['lightning:mainnet', 'BTC', 'BTC'],
  ['lightning:mainnet', 'sat', null],
  ['nano:mainnet', 'XNO', 'XNO'],
  ['nano:mainnet', 'raw', null],
  ['cosmos:noble-1', 'uusdc', 'uusdc'],
  ['cosmos:noble-1', '1uusdc', null],
  ['cloudflare:402', 'usd', 'USD'],
  ['sepa:eu', 'EUR', 'EUR'],
  ['card:discover', 'XYZ', null],
  ['ach:us', 'USDC', null],
];

const expected = (written: string, canonical: string | null) =>
  canonical === 'as written' ? written : canonical === 'lower case' ? written.toLowerCase() : canonical;

it.each(ACCOUNTS)('on %s the account %s is %s', (network, written, canonical) =>
  expect(findNetwork(network)?.canonicalAddress(written)).toBe(expected(written, canonical)),
);

it.each(ASSETS)('on %s the asset %s is %s', (network, written, canonical) =>
  expect(findNetwork(network)?.canonicalAsset(written)).toBe(expected(written, canonical)),
);

it('joins a currency of the XRP Ledger with its issuer, and takes no other for one', () => {
  const issuer = 'rMwjYedjc7qqtKYVLiAccJSmCwih4LnE2q';
  const { canonicalAsset } = findNetwork('xrpl:0')!;

  expect(canonicalAsset('USD', { issuer })).toBe(`USD.${issuer}`);
  expect(canonicalAsset('USD', { issuer: 'nobody' })).toBe('USD');
  expect(canonicalAsset('USD', { issuer: 7 })).toBe('USD');
  expect(canonicalAsset('XRP', { issuer })).toBe('XRP');
});

describe.each(networks)('addresses on $id', (network) => {
  const samples = [...ACCOUNTS, ...ASSETS].map(([, written]) => written);
  const text = fc.oneof(fc.string({ maxLength: 120 }), fc.constantFrom(...samples));

  it('have one canonical form, whatever is thrown at them', () => {
    fc.assert(
      fc.property(text, (written) => {
        for (const canonical of [network.canonicalAddress, network.canonicalAsset]) {
          const once = canonical(written);
          if (once !== null) expect(canonical(once)).toBe(once);
        }
      }),
    );
  });
});
