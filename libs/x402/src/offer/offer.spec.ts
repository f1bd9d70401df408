import { type Offer } from '../model.js';
import { normalizeOffer } from './normalize-offer.js';
import { offerKeys } from './offer-key.js';
import { readOffers } from './read-offers.js';

const USDC = '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913';
const SOLANA_PAYEE = 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v';
const aRequirement = (change: object = {}) => ({
  scheme: 'exact',
  network: 'eip155:8453',
  amount: '10000',
  asset: USDC,
  payTo: '0x1111111111111111111111111111111111111111',
  maxTimeoutSeconds: 60,
  extra: { name: 'USD Coin', version: '2' },
  ...change,
});
const aSolanaRequirement = (change: object = {}) =>
  aRequirement({
    network: 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp',
    asset: SOLANA_PAYEE,
    payTo: SOLANA_PAYEE,
    extra: { feePayer: SOLANA_PAYEE },
    ...change,
  });
const read = (raw: unknown, x402Version: number | null = 2): Offer => {
  const [offer] = readOffers([{ raw, x402Version, unreadable: null, isRetold: false }]);
  if (offer === undefined) throw new Error('left out');
  return offer;
};
const verdict = (offer: Offer) => [offer.payability, ...offer.issues.map(({ code }) => code)];

it.each([
  [1, '5'],
  [2, '0.000001'],
  [null, '0.000001'],
] as const)(
  'costs what clients of version %s read, where both names of the amount are used',
  (version, price) => {
    const offer = read(
      aRequirement({
        network: version === 1 ? 'base' : 'eip155:8453',
        amount: '1',
        maxAmountRequired: '5000000',
      }),
      version,
    );

    expect(offer.priceUsd).toBe(price);
    expect(verdict(offer)).toContain('amount-disputed');
  },
);

describe('what a stock client could pay', () => {
  it.each<[string, object, number | null, readonly string[]]>([
    ['exact on Base', aRequirement(), 2, ['PAYABLE']],
    ['exact on Solana', aSolanaRequirement(), 2, ['PAYABLE']],
    [
      'version 1',
      aRequirement({ network: 'base', maxAmountRequired: '1', amount: undefined }),
      1,
      ['V1_ONLY'],
    ],
    [
      'an EVM chain we do not know',
      aRequirement({ network: 'eip155:5042002' }),
      2,
      ['PAYABLE', 'network-unknown', 'asset-unknown'],
    ],
    [
      'upfront',
      aRequirement({ extra: { name: 'USD Coin', version: '2', paymentFlow: 'upfront' } }),
      2,
      ['PAYABLE'],
    ],
    ['permit2 without a domain', aRequirement({ extra: { assetTransferMethod: 'permit2' } }), 2, ['PAYABLE']],
    [
      'upto with a facilitator',
      aRequirement({ scheme: 'upto', extra: { facilitatorAddress: USDC } }),
      2,
      ['PAYABLE'],
    ],
    [
      'a payee in another case (nasty case 24)',
      aRequirement({ payTo: '0x50AB2018C06C6E4E0000000000000000000000aa' }),
      2,
      ['PAYABLE'],
    ],
    [
      'an asset with one letter in the wrong case (nasty case 24)',
      aRequirement({ asset: USDC.replace('E08f4c7C32', 'E08f4C7C32') }),
      2,
      ['PAYABLE'],
    ],
    [
      'another token name (nasty case 26)',
      aRequirement({ extra: { name: 'USDC', version: '2' } }),
      2,
      ['BLOCKED', 'eip712-differs'],
    ],
    [
      'another token name where the registry is not certain',
      aRequirement({
        network: 'eip155:2741',
        asset: '0x84a71ccd554cc1b02749b35d22f684cc8ec987e1',
        extra: { name: 'USDC', version: '2' },
      }),
      2,
      ['PAYABLE', 'eip712-doubtful'],
    ],
    ['a JSON number', aRequirement({ amount: 10000 }), 2, ['PAYABLE', 'amount-number']],
    ['a timeout in words', aRequirement({ maxTimeoutSeconds: '60' }), 2, ['PAYABLE']],
    ['no timeout', aRequirement({ maxTimeoutSeconds: undefined }), 2, ['BLOCKED', 'timeout-missing']],
    ['a timeout of nothing', aRequirement({ maxTimeoutSeconds: 0 }), 2, ['BLOCKED', 'timeout-missing']],
    ['half a second', aRequirement({ maxTimeoutSeconds: 1.5 }), 2, ['BLOCKED', 'timeout-missing']],
    ['no timeout on Solana', aSolanaRequirement({ maxTimeoutSeconds: 0 }), 2, ['PAYABLE', 'timeout-missing']],
    ['blanks around the payee', aRequirement({ payTo: ` ${USDC} ` }), 2, ['BLOCKED', 'stray-characters']],
    [
      'a zero-width space in the network',
      aRequirement({ network: 'eip155:8453\u200b' }),
      2,
      ['BLOCKED', 'stray-characters'],
    ],
    [
      'an address in capitals',
      aRequirement({ payTo: USDC.toUpperCase() }),
      2,
      ['BLOCKED', 'pay-to-malformed'],
    ],
    [
      'an EVM chain without a number',
      aRequirement({ network: 'eip155:base' }),
      2,
      ['BLOCKED', 'network-unknown', 'asset-unknown', 'network-alias'],
    ],
    [
      'an id that no client of version 1 knows by name',
      aRequirement({ network: 'eip155:5042002', maxAmountRequired: '1', amount: undefined }),
      1,
      ['BLOCKED', 'network-unknown', 'network-alias', 'asset-unknown'],
    ],
    [
      'permit2 in version 1, which has no other way than the domain',
      aRequirement({
        network: 'base',
        maxAmountRequired: '1',
        amount: undefined,
        extra: { assetTransferMethod: 'permit2' },
      }),
      1,
      ['BLOCKED', 'eip712-missing'],
    ],
    [
      'a transfer method that is taken for eip3009, without a domain',
      aRequirement({ extra: { assetTransferMethod: 'eip7702' } }),
      2,
      ['BLOCKED', 'eip712-missing'],
    ],
    [
      'a facilitator that is no address',
      aRequirement({ scheme: 'upto', extra: { facilitatorAddress: 'x402.org' } }),
      2,
      ['BLOCKED', 'facilitator-address-missing'],
    ],
    ['no extra on EVM', aRequirement({ extra: null }), 2, ['BLOCKED', 'eip712-missing']],
    ['no fee payer on Solana', aSolanaRequirement({ extra: {} }), 2, ['BLOCKED', 'fee-payer-missing']],
    ...['merchant', USDC, `${SOLANA_PAYEE} `, 5].map((feePayer): [string, object, number, string[]] => [
      `${feePayer} for a fee payer on Solana`,
      aSolanaRequirement({ extra: { feePayer } }),
      2,
      ['BLOCKED', 'fee-payer-missing'],
    ]),
    [
      'a memo of 257 bytes',
      aSolanaRequirement({ extra: { feePayer: SOLANA_PAYEE, memo: `x${'é'.repeat(128)}` } }),
      2,
      ['BLOCKED', 'memo-too-long'],
    ],
    [
      'a memo of 256 bytes',
      aSolanaRequirement({ extra: { feePayer: SOLANA_PAYEE, memo: 'é'.repeat(128) } }),
      2,
      ['PAYABLE'],
    ],
    [
      'more than 64 bits on Solana',
      aSolanaRequirement({ amount: `${2n ** 64n}` }),
      2,
      ['BLOCKED', 'price-absurd', 'amount-too-large'],
    ],
    [
      'all of 64 bits on Solana',
      aSolanaRequirement({ amount: `${2n ** 64n - 1n}` }),
      2,
      ['PAYABLE', 'price-absurd'],
    ],
    [
      'a cluster of Solana that no client reaches',
      aSolanaRequirement({ network: 'solana:8E9rvCKLFQia2Y35HXjjpWzj8weVo44K' }),
      2,
      ['BLOCKED', 'network-unknown', 'asset-unknown', 'network-alias'],
    ],
    [
      'the zero address for an asset',
      aRequirement({ asset: '0x' + '0'.repeat(40) }),
      2,
      ['BLOCKED', 'asset-unknown', 'asset-zero'],
    ],
    [
      'the zero address for an asset of upto',
      aRequirement({ scheme: 'upto', asset: '0x' + '0'.repeat(40), extra: { facilitatorAddress: USDC } }),
      2,
      ['BLOCKED', 'asset-unknown', 'asset-zero'],
    ],
    [
      'no facilitator for upto',
      aRequirement({ scheme: 'upto' }),
      2,
      ['BLOCKED', 'facilitator-address-missing'],
    ],
    [
      'an unknown flow',
      aRequirement({ extra: { name: 'USD Coin', version: '2', paymentFlow: 'later' } }),
      2,
      ['BLOCKED', 'flow-unknown'],
    ],
    [
      'a V1 name in version 2 (nasty case 18)',
      aRequirement({ network: 'base' }),
      2,
      ['BLOCKED', 'network-alias'],
    ],
    [
      'a CAIP-2 id in version 1',
      aRequirement({ maxAmountRequired: '1', amount: undefined }),
      1,
      ['BLOCKED', 'network-alias'],
    ],
    [
      'a chain number with zeros before it',
      aRequirement({ network: 'eip155:08453' }),
      2,
      ['BLOCKED', 'network-alias'],
    ],
    ['solana:mainnet', aSolanaRequirement({ network: 'solana:mainnet' }), 2, ['BLOCKED', 'network-alias']],
    [
      'the V1 name of the amount in version 2',
      aRequirement({ amount: undefined, maxAmountRequired: '1' }),
      2,
      ['BLOCKED', 'amount-misnamed'],
    ],
    [
      'the V1 name of the amount in version 2, as a number',
      aRequirement({ amount: undefined, maxAmountRequired: 1 }),
      2,
      ['BLOCKED', 'amount-number', 'amount-misnamed'],
    ],
    ['a decimal amount', aRequirement({ amount: '0.01' }), 2, ['BLOCKED', 'amount-not-atomic']],
    ['dollars', aRequirement({ amount: '$0.01' }), 2, ['BLOCKED', 'amount-not-atomic']],
    ['a negative amount', aRequirement({ amount: '-1' }), 2, ['BLOCKED', 'amount-not-atomic']],
    ['a negative number', aRequirement({ amount: -1 }), 2, ['BLOCKED', 'amount-not-atomic']],
    ['a fraction', aRequirement({ amount: 0.01 }), 2, ['BLOCKED', 'amount-not-atomic']],
    ['an unsafe integer', aRequirement({ amount: 2 ** 53 }), 2, ['BLOCKED', 'amount-not-atomic']],
    ['an object for an amount', aRequirement({ amount: { value: 1 } }), 2, ['BLOCKED', 'amount-not-atomic']],
    [
      'more digits than a uint256',
      aRequirement({ amount: '9'.repeat(79) }),
      2,
      ['BLOCKED', 'amount-too-large'],
    ],
    [
      'more than a uint256 in 78 digits',
      aRequirement({ amount: '9'.repeat(78) }),
      2,
      ['BLOCKED', 'amount-too-large'],
    ],
    ['no amount', aRequirement({ amount: undefined }), 2, ['BLOCKED', 'amount-missing']],
    ['an empty amount', aRequirement({ amount: '' }), 2, ['BLOCKED', 'amount-missing']],
    [
      'a symbol for an asset (nasty case 25)',
      aRequirement({ asset: 'USDC' }),
      2,
      ['BLOCKED', 'asset-symbol'],
    ],
    [
      'a long spelling of an asset (nasty case 25)',
      aRequirement({ asset: `usdc:eip155:8453:${USDC}` }),
      2,
      ['BLOCKED', 'asset-malformed'],
    ],
    ['a word for an asset', aRequirement({ asset: 'dollars' }), 2, ['BLOCKED', 'asset-malformed']],
    ['no asset', aRequirement({ asset: '' }), 2, ['BLOCKED', 'asset-missing']],
    [
      'a Solana payee on an EVM chain',
      aRequirement({ payTo: SOLANA_PAYEE }),
      2,
      ['BLOCKED', 'pay-to-malformed'],
    ],
    ['a role on an EVM chain', aRequirement({ payTo: 'merchant' }), 2, ['BLOCKED', 'pay-to-malformed']],
    ['the zero address', aRequirement({ payTo: '0x' + '0'.repeat(40) }), 2, ['BLOCKED', 'pay-to-zero']],
    ['the zero key on Solana', aSolanaRequirement({ payTo: '1'.repeat(32) }), 2, ['BLOCKED', 'pay-to-zero']],
    ['no payee', aRequirement({ payTo: undefined }), 2, ['BLOCKED', 'pay-to-missing']],
    ['a list for a payee', aRequirement({ payTo: [USDC] }), 2, ['BLOCKED', 'pay-to-missing']],
    ['no network', aRequirement({ network: '' }), 2, ['BLOCKED', 'network-missing', 'asset-unknown']],
    ['no scheme', aRequirement({ scheme: null }), 2, ['BLOCKED', 'scheme-missing']],
    ['a scheme we do not know', aRequirement({ scheme: 'subscribe' }), 2, ['UNKNOWN', 'scheme-unknown']],
    [
      'a family we do not know',
      aRequirement({ network: 'hive:mainnet', asset: 'HBD', payTo: 'merchant' }),
      2,
      ['UNKNOWN', 'network-unknown', 'asset-unknown'],
    ],
    [
      'a family without an official client',
      aRequirement({ network: 'nano:mainnet', asset: 'XNO', payTo: 'nano_1abc' }),
      2,
      ['UNKNOWN', 'pay-to-malformed'],
    ],
    [
      'upto in version 1',
      aRequirement({
        scheme: 'upto',
        network: 'base',
        maxAmountRequired: '1',
        amount: undefined,
        extra: { facilitatorAddress: USDC },
      }),
      1,
      ['BLOCKED', 'version-unsupported'],
    ],
    [
      'a name that version 1 does not have',
      aRequirement({ network: 'arbitrum', maxAmountRequired: '1', amount: undefined }),
      1,
      ['BLOCKED', 'network-alias', 'asset-unknown'],
    ],
    [
      'names out of the prototype',
      aRequirement({ scheme: '__proto__', network: 'constructor:1', asset: 'toString', payTo: 'valueOf' }),
      2,
      ['UNKNOWN', 'scheme-unknown', 'network-unknown', 'asset-unknown'],
    ],
  ])('%s', (_what, raw, version, expected) => expect(verdict(read(raw, version))).toEqual(expected));

  it.each<[string, object, readonly string[]]>([
    ['all of extra', { extra: undefined }, ['UNKNOWN', 'eip712-missing']],
    ['the timeout', { maxTimeoutSeconds: undefined }, ['UNKNOWN', 'timeout-missing']],
    ['both', { extra: {}, maxTimeoutSeconds: undefined }, ['UNKNOWN', 'timeout-missing', 'eip712-missing']],
    ['half of extra', { extra: { name: 'USD Coin' } }, ['BLOCKED', 'eip712-missing']],
  ])('does not hold against a catalogue what it may have left out: %s', (_what, change, expected) => {
    const entry = { raw: aRequirement(change), x402Version: 2, unreadable: null, isRetold: true };

    expect(readOffers([entry]).map(verdict)).toEqual([expected]);
  });
});

it('knows one payee by two spellings of its address, and one asset by three (nasty case 24)', () => {
  const payee = '0x50ab2018c06c6E4e0000000000000000000000aA';
  const offers = [
    aRequirement({ payTo: payee }),
    aRequirement({ payTo: payee.replace('c6E4e', 'c6e4e'), asset: USDC.toLowerCase() }),
    aRequirement({ payTo: payee, asset: USDC.replace('E08f4c7C32', 'E08f4C7C32') }),
  ].map((raw) => read(raw));

  expect(new Set(offers.map(({ payTo }) => payTo)).size).toBe(1);
  expect(new Set(offers.map(({ asset }) => asset))).toEqual(new Set([USDC]));
  expect(new Set(offers.map(({ key }) => key)).size).toBe(1);
});

describe('price', () => {
  it.each<[string, object, Partial<Offer>]>([
    ['exact', aRequirement(), { amountAtomic: 10000n, amount: '0.01', priceUsd: '0.01', priceKind: 'FIXED' }],
    ['a ceiling', aRequirement({ scheme: 'upto' }), { priceUsd: '0.01', priceKind: 'MAX' }],
    [
      'nothing (nasty case 18)',
      aRequirement({ amount: '0' }),
      { amountAtomic: 0n, priceUsd: '0', priceKind: 'FREE' },
    ],
    ['a tiny price (nasty case 20)', aRequirement({ amount: '100' }), { priceUsd: '0.0001' }],
    [
      'a decimal where units are due (nasty case 20)',
      aRequirement({ amount: '0.00375' }),
      { amountAtomic: null, amountRaw: '0.00375', priceUsd: null },
    ],
    [
      'a real purchase (nasty case 19)',
      aRequirement({ amount: '2950000000' }),
      { priceUsd: '2950', priceKind: 'FIXED', issues: [] },
    ],
    [
      'a real purchase with an upper bound (nasty case 19)',
      aRequirement({ amount: '1000000000', scheme: 'upto', extra: { facilitatorAddress: USDC } }),
      { priceUsd: '1000', priceKind: 'MAX', issues: [] },
    ],
    [
      '18 decimals',
      aRequirement({
        network: 'eip155:4326',
        asset: '0xFAfDdbb3FC7688494971a79cc65DCa3EF82079E7',
        amount: '10000000000000000',
      }),
      { priceUsd: '0.01' },
    ],
    [
      'test money',
      aRequirement({ network: 'eip155:84532', asset: 'USDC' }),
      { amount: '0.01', priceUsd: null, environment: 'TESTNET' },
    ],
    [
      'an unknown token',
      aRequirement({ asset: '0x' + '2'.repeat(40) }),
      { amountAtomic: 10000n, amount: null, priceUsd: null },
    ],
    [
      'dollars in place of units',
      aRequirement({ amount: '$0.01' }),
      { amountAtomic: null, amountRaw: '$0.01', amount: null, priceUsd: null },
    ],
    ['an absurd price', aRequirement({ amount: '9'.repeat(20) }), { priceUsd: '99999999999999.999999' }],
    ['a symbol', aRequirement({ asset: 'usdc' }), { asset: USDC, assetRaw: 'usdc', priceUsd: '0.01' }],
    ['an unknown scheme', aRequirement({ scheme: 'session' }), { priceKind: 'UNKNOWN', priceUsd: '0.01' }],
  ])('%s', (_what, raw, expected) => expect(read(raw)).toMatchObject(expected));

  it('names an absurd price', () =>
    expect(verdict(read(aRequirement({ amount: '9'.repeat(20) })))).toContain('price-absurd'));
});

describe('offer keys', () => {
  const entries = (...raws: object[]) =>
    raws.map((raw) => ({ raw, x402Version: 2, unreadable: null, isRetold: false }));
  const keys = (...raws: object[]) => readOffers(entries(...raws)).map(({ key }) => key);

  it('stays the same while payee, amount, spelling and version change', () => {
    const [key] = keys(aRequirement());

    expect(key).toMatch(/^[0-9a-f]{20}$/);
    expect(keys(aRequirement({ amount: '5' }))[0]).toBe(key);
    expect(keys(aRequirement({ payTo: '0x' + '3'.repeat(40) }))[0]).toBe(key);
    expect(keys(aRequirement({ asset: USDC.toLowerCase() }))[0]).toBe(key);
    expect(
      keys(aRequirement({ extra: { name: 'USD Coin', version: '2', paymentFlow: 'authorization' } }))[0],
    ).toBe(key);
    expect(read(aRequirement({ network: 'base', maxAmountRequired: '1', amount: undefined }), 1).key).toBe(
      key,
    );
  });

  it('differs with network, asset, scheme, flow and method', () => {
    const all = keys(
      aRequirement(),
      aRequirement({ network: 'eip155:1' }),
      aRequirement({ asset: '0x' + '2'.repeat(40) }),
      aRequirement({ scheme: 'upto' }),
      aRequirement({ extra: { paymentFlow: 'upfront' } }),
      aRequirement({ extra: { assetTransferMethod: 'permit2' } }),
    );

    expect(new Set(all).size).toBe(all.length);
  });

  it('ranks equals by amount, then payee, whatever their order', () => {
    const cheap = aRequirement({ amount: '1' });
    const dear = aRequirement({ amount: '2' });
    const other = aRequirement({ amount: '2', payTo: '0x' + '2'.repeat(40) });
    const [a, b, c] = keys(cheap, dear, other);

    expect(keys(other, cheap, dear)).toEqual([c, a, b]);
    expect(new Set([a, b, c]).size).toBe(3);
  });

  it('keys offers of no amount last', () => {
    const offer = {
      network: 'n',
      asset: null,
      assetRaw: 'a',
      scheme: 's',
      paymentFlow: null,
      transferMethod: null,
      amount: null,
      amountRaw: null,
      payTo: '',
    };
    const [none, one] = offerKeys([
      { ...offer, amountAtomic: null },
      { ...offer, amountAtomic: 1n },
    ]);

    expect(offerKeys([{ ...offer, amountAtomic: 1n }])).toEqual([one]);
    expect(none).not.toBe(one);
  });
});

it.each([null, 7, 'x', [], undefined])('refuses %j, and only that', (raw) =>
  expect(normalizeOffer(raw, 2)).toEqual({ ok: false, error: 'offer-not-an-object' }),
);
