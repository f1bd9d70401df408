import { type Offer } from '../model.js';
import { readOffers } from './read-offers.js';

const HEX = `0x${'a'.repeat(64)}`;
const STELLAR = 'GA5ZSEJYB37JRC5AVCIA5MOP4RHTM335X2KGX3IHOJAPP5RE34K4KZVN';
const ALGORAND = 'FACILITATORADDRESSAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAALQCXBZE';
const CONCORDIUM = '4ZJBYQbVp3zVZyjCXfZAAYBVkJMyVj8UKUNj9ox5YqTCBdBq2M';
const XRPL = 'rN7n7otQDd6FczFgLdSqtcsAUxDkw6fzRH';
const RLUSD = '524C555344000000000000000000000000000000';
const RLUSD_ISSUER = 'rMwjYedjc7qqtKYVLiAccJSmCwih4LnE2q';
const SOLANA = '2wKupLR9q6wXYppw8Gr2NvWxKBUqm4PPJKkQfoxHDBg4';
const EVM = `0x${'1'.repeat(40)}`;

/** What a seller of each family rightly writes. */
const RIGHT = {
  aptos: {
    network: 'aptos:1',
    asset: '0xbae207659db88bea0cbead6da0ed00aac12edcdda169e591cd41c94180b46f3b',
    payTo: HEX,
    extra: {},
  },
  stellar: {
    network: 'stellar:pubnet',
    asset: 'CCW67TSZV3SSS2HXMBQ5JFGCKJNXKZM7UQUWUZPUTHXSTZLEO7SJMI75',
    payTo: STELLAR,
    extra: { areFeesSponsored: true },
  },
  algorand: {
    network: 'algorand:wGHE2Pwdvd7S12BL5FaOP20EGYesN73k',
    asset: '31566704',
    payTo: ALGORAND,
    extra: {},
  },
  hedera: {
    network: 'hedera:mainnet',
    asset: '0.0.456858',
    payTo: '0.0.1234',
    extra: { feePayer: '0.0.1235' },
  },
  concordium: {
    network: 'ccd:9dd9ca4d19e9393877d2c44b70f89acb',
    asset: 'CCD',
    payTo: CONCORDIUM,
    extra: { feePayer: CONCORDIUM },
  },
  xrp: { network: 'xrpl:0', asset: 'XRP', payTo: XRPL, extra: { areFeesSponsored: false } },
  rlusd: {
    network: 'xrpl:0',
    asset: RLUSD,
    payTo: XRPL,
    amount: '10.50',
    extra: { areFeesSponsored: false, issuer: RLUSD_ISSUER },
  },
  batch: {
    scheme: 'batch-settlement',
    network: 'eip155:8453',
    asset: '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913',
    payTo: EVM,
    extra: { name: 'USD Coin', version: '2', receiverAuthorizer: EVM, withdrawDelay: 900 },
  },
  hold: {
    scheme: 'auth-capture',
    network: 'eip155:8453',
    asset: '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913',
    payTo: EVM,
    extra: {
      name: 'USD Coin',
      version: '2',
      captureAuthorizer: EVM,
      feeRecipient: EVM,
      captureDeadline: 1740758554,
      refundDeadline: 1741276954,
      minFeeBps: 0,
      maxFeeBps: 100,
    },
  },
  upto: {
    scheme: 'upto',
    network: 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp',
    asset: 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v',
    payTo: SOLANA,
    extra: { feePayer: SOLANA, receiverAuthorizer: SOLANA, withdrawDelay: 900 },
  },
  cloudflare: {
    scheme: 'batch-settlement',
    network: 'cloudflare:402',
    asset: 'USD',
    payTo: 'merchant',
    extra: { version: '1.0.0' },
  },
} as const;

function read(family: keyof typeof RIGHT, change: object = {}, extra: object = {}): Offer {
  const right = RIGHT[family];
  const raw = {
    scheme: 'exact',
    amount: '10000',
    maxTimeoutSeconds: 60,
    ...right,
    ...change,
    extra: { ...right.extra, ...extra },
  };
  const [offer] = readOffers([{ raw, x402Version: 2, unreadable: null, isRetold: false }]);
  if (offer === undefined) throw new Error('left out');
  return offer;
}
/** The terms of a hold are told with every one: no verdict. */
const judged = ({ issues }: Offer) => issues.filter(({ code }) => code !== 'hold-terms');
const verdict = (offer: Offer) => [offer.payability, ...judged(offer).map(({ code }) => code)];

it.each([
  'aptos',
  'stellar',
  'algorand',
  'hedera',
  'concordium',
  'xrp',
  'rlusd',
  'batch',
  'hold',
  'upto',
] as const)('%s is payable as its sellers write it', (family) =>
  expect(verdict(read(family))).toEqual(['PAYABLE']),
);

it.each<[string, keyof typeof RIGHT, object, object, readonly string[]]>([
  ['an address without its zeros', 'aptos', { payTo: '0xa' }, {}, ['BLOCKED', 'address-shortened']],
  ['a number', 'aptos', { amount: 1 }, {}, ['BLOCKED', 'amount-number']],
  ['fees the buyer pays', 'stellar', {}, { areFeesSponsored: false }, ['BLOCKED', 'fee-sponsorship-wrong']],
  ['nothing to pay', 'stellar', { amount: '0' }, {}, ['BLOCKED', 'amount-zero']],
  ['a classic asset', 'stellar', { asset: STELLAR }, {}, ['BLOCKED', 'asset-malformed']],
  [
    'a payee with a typing error',
    'algorand',
    { payTo: `${ALGORAND.slice(0, -1)}A` },
    {},
    ['BLOCKED', 'pay-to-malformed'],
  ],
  [
    'the former id',
    'algorand',
    { network: 'algorand:wGHE2Pwdvd7S12BL5FaOP20EGYesN73ktiC1qzkkit8=' },
    {},
    ['PAYABLE'],
  ],
  ['a name', 'algorand', { network: 'algorand-mainnet' }, {}, ['BLOCKED', 'network-alias']],
  ['no fee payer', 'hedera', {}, { feePayer: undefined }, ['BLOCKED', 'fee-payer-missing']],
  ['a role for a fee payer', 'hedera', {}, { feePayer: 'merchant' }, ['BLOCKED', 'fee-payer-missing']],
  ['a blank behind it', 'concordium', {}, { feePayer: `${CONCORDIUM} ` }, ['BLOCKED', 'fee-payer-missing']],
  ['no fee payer', 'upto', {}, { feePayer: '' }, ['BLOCKED', 'fee-payer-missing']],
  [
    'no authorizer',
    'upto',
    {},
    { receiverAuthorizer: undefined },
    ['BLOCKED', 'receiver-authorizer-missing'],
  ],
  ['an EVM authorizer', 'upto', {}, { receiverAuthorizer: EVM }, ['BLOCKED', 'receiver-authorizer-missing']],
  ['no delay', 'upto', {}, { withdrawDelay: undefined }, ['BLOCKED', 'withdraw-delay-missing']],
  ['a delay in words', 'upto', {}, { withdrawDelay: '900' }, ['BLOCKED', 'withdraw-delay-missing']],
  ['a delay of nothing', 'upto', {}, { withdrawDelay: 0 }, ['BLOCKED', 'withdraw-delay-missing']],
  [
    'a delay beyond its 32 bits',
    'upto',
    {},
    { withdrawDelay: 2 ** 32 },
    ['BLOCKED', 'withdraw-delay-missing'],
  ],
  ['another token program', 'upto', {}, { tokenProgram: SOLANA }, ['BLOCKED', 'token-program-unknown']],
  ['an unnamed token program', 'upto', {}, { tokenProgram: '' }, ['PAYABLE']],
  [
    'the program of the token',
    'upto',
    {},
    { tokenProgram: 'TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA' },
    ['PAYABLE'],
  ],
  ['a long memo', 'upto', {}, { memo: 'x'.repeat(257) }, ['BLOCKED', 'memo-too-long']],
  [
    'more than 128 bits',
    'batch',
    { amount: `${2n ** 128n}` },
    {},
    ['BLOCKED', 'price-absurd', 'amount-too-large'],
  ],
  [
    'more than 120 bits',
    'hold',
    { amount: `${2n ** 120n}` },
    {},
    ['BLOCKED', 'price-absurd', 'amount-too-large'],
  ],
  ['the zero account', 'hedera', { payTo: '0.0.0' }, {}, ['BLOCKED', 'pay-to-zero']],
  [
    'a contract that transfers',
    'hedera',
    {},
    { assetTransferMethod: 'transferExecutor' },
    ['BLOCKED', 'transfer-method-unknown'],
  ],
  ['no time to pay', 'concordium', { maxTimeoutSeconds: 5 }, {}, ['BLOCKED', 'timeout-short']],
  ['no timeout', 'concordium', { maxTimeoutSeconds: undefined }, {}, ['BLOCKED', 'timeout-missing']],
  ['a decimal amount of drops', 'xrp', { amount: '0.5' }, {}, ['BLOCKED', 'amount-not-atomic']],
  ['sponsored fees', 'xrp', {}, { areFeesSponsored: true }, ['BLOCKED', 'fee-sponsorship-wrong']],
  ['no issuer', 'rlusd', {}, { issuer: undefined }, ['BLOCKED', 'asset-unknown', 'issuer-missing']],
  ['another issuer', 'rlusd', {}, { issuer: XRPL }, ['PAYABLE', 'asset-unknown']],
  ['our own spelling', 'rlusd', { asset: `${RLUSD}.${RLUSD_ISSUER}` }, {}, ['BLOCKED', 'asset-malformed']],
  [
    'an object that cannot become text',
    'rlusd',
    { asset: { toString: null }, amount: '10' },
    {},
    ['BLOCKED', 'asset-missing'],
  ],
  ['a price in words', 'rlusd', { amount: '$1' }, {}, ['BLOCKED', 'amount-not-decimal']],
  ['tickets', 'rlusd', {}, { assetTransferMethod: 'ticketSequence' }, ['PAYABLE']],
  [
    'the zero authorizer',
    'batch',
    {},
    { receiverAuthorizer: `0x${'0'.repeat(40)}` },
    ['BLOCKED', 'receiver-authorizer-missing'],
  ],
  ['no domain', 'batch', {}, { name: '' }, ['BLOCKED', 'eip712-missing', 'eip712-differs']],
  ['another method', 'batch', {}, { assetTransferMethod: 'erc7710' }, ['BLOCKED', 'transfer-method-unknown']],
  ['no deadline', 'hold', {}, { captureDeadline: '1740758554' }, ['BLOCKED', 'hold-terms-missing']],
  ['another escrow', 'hold', {}, { authCaptureEscrow: EVM }, ['BLOCKED', 'escrow-unknown']],
  ['a flow it does not have', 'hold', {}, { paymentFlow: 'upfront' }, ['BLOCKED', 'flow-unknown']],
  [
    'a price told to some',
    'cloudflare',
    { amount: undefined, maxTimeoutSeconds: 0 },
    {},
    ['UNKNOWN', 'amount-hidden'],
  ],
  ['a currency of no country', 'cloudflare', { asset: 'USDC' }, {}, ['UNKNOWN', 'asset-malformed']],
  [
    'no amount on another rail',
    'cloudflare',
    { network: 'card:visa', amount: undefined },
    {},
    ['UNKNOWN', 'amount-missing'],
  ],
])('%s (%s)', (_what, family, change, extra, expected) =>
  expect(verdict(read(family, change, extra))).toEqual(expected),
);

it('names the terms that are missing from a hold', () => {
  const issues = judged(read('hold', {}, { feeRecipient: '', maxFeeBps: null }));

  expect(issues).toEqual([{ code: 'hold-terms-missing', detail: 'feeRecipient, maxFeeBps' }]);
});

it('shows the terms of a hold, cleaned', () => {
  const { terms, priceKind, paymentFlow } = read(
    'hold',
    {},
    {
      captureMode: ' sync\u202e ',
      operatorType: 'custom',
      minFeeBps: -1,
      refundDeadlineSeconds: '3600',
      unheardOf: 1,
    },
  );

  expect({ priceKind, paymentFlow }).toEqual({ priceKind: 'HOLD', paymentFlow: 'escrow' });
  expect(terms).toEqual({
    captureDeadline: 1740758554,
    refundDeadline: 1741276954,
    refundDeadlineSeconds: 3600,
    maxFeeBps: 100,
    feeRecipient: EVM,
    captureAuthorizer: EVM,
    captureMode: 'sync',
    operatorType: 'custom',
  });
  expect(read('batch').terms).toEqual({ withdrawDelay: 900, receiverAuthorizer: EVM });
  expect(read('upto').terms).toEqual({ withdrawDelay: 900, receiverAuthorizer: SOLANA });
  expect(read('aptos').terms).toBeNull();
});
