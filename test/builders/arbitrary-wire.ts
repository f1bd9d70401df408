import fc from 'fast-check';

/** Every field name reading looks for, and those that a prototype has of its own. */
const NAMES = [
  'x402Version',
  'accepts',
  'scheme',
  'network',
  'amount',
  'maxAmountRequired',
  'asset',
  'payTo',
  'extra',
  'resource',
  'url',
  'extensions',
  'bazaar',
  'info',
  'input',
  'output',
  'schema',
  'properties',
  'queryParams',
  'body',
  'type',
  'method',
  'toolName',
  'inputSchema',
  'outputSchema',
  'routeTemplate',
  'tags',
  'serviceName',
  'iconUrl',
  'description',
  'metadata',
  'lastUpdated',
  'structuredContent',
  'content',
  'text',
  'isError',
  'x402/error',
  'data',
  'quality',
  '__proto__',
  'constructor',
  'toString',
];
const WORDS = [
  'exact',
  'upto',
  'eip155:8453',
  'base',
  'USDC',
  '10000',
  '-1',
  '',
  'http',
  'mcp',
  'GET',
  'string',
  '/a/:id',
  'https://a.example/a',
  '\ud800',
  '\u0000',
  '__proto__',
];

/** JSON as somebody would write it who knows which fields are read, and wishes the reader ill. */
export const { hostileJson } = fc.letrec<{ hostileJson: unknown }>((tie) => ({
  hostileJson: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    fc.oneof(
      fc.constantFrom<unknown>(...WORDS, null, true, 1, 2, 0.5, -1, 1e300),
      fc.jsonValue({ maxDepth: 2 }),
    ),
    fc.dictionary(fc.constantFrom(...NAMES), tie('hostileJson'), { maxKeys: 8, noNullPrototype: true }),
    fc.array(tie('hostileJson'), { maxLength: 4 }),
  ),
}));

const EVM_USDC = '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913';
const SOLANA_USDC = 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v';
const RLUSD = '524C555344000000000000000000000000000000';
const RLUSD_ISSUER = 'rMwjYedjc7qqtKYVLiAccJSmCwih4LnE2q';
const EVM_PAYEES = [`0x${'1'.repeat(40)}`, `0x${'2'.repeat(40)}`, `0x${'3'.repeat(40)}`] as const;
const XRPL_PAYEES = ['rN7n7otQDd6FczFgLdSqtcsAUxDkw6fzRH', RLUSD_ISSUER] as const;

const units = fc.bigInt(0n, 10n ** 24n).map(String);
const issued = fc.tuple(fc.nat(10 ** 9), fc.integer({ min: 1, max: 999_999 })).map(([a, b]) => `${a}.${b}`);

interface Way {
  readonly network: string;
  readonly asset: string;
  readonly payees: readonly string[];
  readonly extra: object;
  readonly amount?: fc.Arbitrary<string>;
}

/** Ways to pay that differ in how they write addresses and amounts, the last two in ways we have no row for. */
const WAYS: readonly Way[] = [
  {
    network: 'eip155:8453',
    asset: EVM_USDC,
    payees: EVM_PAYEES,
    extra: { name: 'USD Coin', version: '2' },
  },
  {
    network: 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp',
    asset: SOLANA_USDC,
    payees: [SOLANA_USDC],
    extra: { feePayer: SOLANA_USDC },
  },
  {
    network: 'xrpl:0',
    asset: RLUSD,
    payees: XRPL_PAYEES,
    extra: { areFeesSponsored: false, issuer: RLUSD_ISSUER },
    amount: issued,
  },
  { network: 'eip155:5042002', asset: `0x${'4'.repeat(40)}`, payees: EVM_PAYEES, extra: {} },
  { network: 'hive:mainnet', asset: 'HBD', payees: ['merchant'], extra: {} },
];

/** An offer as a careful seller writes it: version 2, one of a few ways to pay, any amount that way allows. */
export const goodOffer: fc.Arbitrary<Record<string, unknown>> = fc
  .constantFrom(...WAYS)
  .chain(({ network, asset, payees, extra, amount = units }) =>
    fc.record({
      scheme: fc.constantFrom('exact', 'exact', 'upto'),
      network: fc.constant(network),
      amount,
      asset: fc.constant(asset),
      payTo: fc.constantFrom(...payees),
      maxTimeoutSeconds: fc.constantFrom(60, 300),
      extra: fc.constant(extra),
    }),
  );

/** An offer with one field that is not what it should be. */
export const brokenOffer: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(goodOffer, fc.constantFrom('scheme', 'network', 'amount', 'asset', 'payTo', 'extra'), hostileJson)
  .map(([offer, field, value]) => ({ ...offer, [field]: value }));

export const hostileChallenge = fc.record({
  x402Version: fc.constantFrom<unknown>(1, 2, '1', 3, null),
  accepts: fc.array(fc.oneof(hostileJson, brokenOffer), { maxLength: 4 }),
  resource: hostileJson,
  extensions: hostileJson,
});
