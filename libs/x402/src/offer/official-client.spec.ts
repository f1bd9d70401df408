import fc from 'fast-check';

import { canPay } from '../../../../test/builders/official-buyer.js';
import { type Offer } from '../model.js';
import { readResource } from '../read-resource.js';

const USDC = '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913';
const SELLER = '0x1111111111111111111111111111111111111111';
const URL = 'https://a.example/a';

/** Each field as a careful seller writes it, and every other way that was met or can be feared. */
const FIELDS: Readonly<Record<string, readonly [unknown, ...unknown[]]>> = {
  scheme: ['exact', 'upto', 'auth-capture', ' exact', 'Exact'],
  network: [
    'eip155:8453',
    'base',
    'base-sepolia',
    'eip155:5042002',
    'eip155:x',
    'eip155:8453 ',
    'arbitrum',
    5,
  ],
  amount: ['10000', '0', 10000, '', '-1', '0.01', '1e3', '0x10', ' 10 ', '9'.repeat(78), undefined, null, {}],
  asset: [USDC, USDC.toLowerCase(), USDC.toUpperCase(), 'USDC', `eip155:8453/erc20:${USDC}`, '', undefined],
  payTo: [SELLER, SELLER.slice(2), ` ${SELLER}`, 'merchant', `${SELLER}1`, undefined, null, []],
  maxTimeoutSeconds: [60, '60', 0, -5, 1.5, 1e12, 1e300, '1e3', null, undefined, {}],
  name: ['USD Coin', 'USDC', '', ' ', 5, undefined],
  version: ['2', '1', 2, null, undefined],
  assetTransferMethod: [undefined, 'eip3009', 'permit2', 'eip7702'],
  paymentFlow: [undefined, 'authorization', 'upfront', 'escrow', 'later'],
  facilitatorAddress: [SELLER, undefined, 'x402.org', ''],
  captureAuthorizer: [SELLER, undefined],
  captureDeadline: [1_900_000_000, undefined, '1900000000'],
};
const HOLD = { feeRecipient: SELLER, refundDeadline: 1_900_000_000, minFeeBps: 0, maxFeeBps: 100 };
const IN_EXTRA = [
  'name',
  'version',
  'assetTransferMethod',
  'paymentFlow',
  'facilitatorAddress',
  'captureAuthorizer',
];

/** Mostly right, so that one thing wrong is seen alone. */
const requirement = fc
  .record(
    Object.fromEntries(
      Object.entries(FIELDS).map(([name, [right, ...others]]) => [
        name,
        fc.oneof(
          { weight: 12, arbitrary: fc.constant(right) },
          { weight: 1, arbitrary: fc.constantFrom(...others) },
        ),
      ]),
    ),
  )
  .map((fields) => {
    const isExtra = (name: string) => IN_EXTRA.includes(name) || name === 'captureDeadline';
    const entries = Object.entries(fields);
    const extra = entries.filter(([name, value]) => isExtra(name) && value !== undefined);
    return {
      ...Object.fromEntries(entries.filter(([name]) => !isExtra(name))),
      extra: { ...HOLD, ...Object.fromEntries(extra) },
    };
  });

type Requirement = Readonly<Record<string, unknown>>;

const asVersion2 = (accepted: Requirement) => ({
  headers: {
    'payment-required': Buffer.from(
      JSON.stringify({ x402Version: 2, resource: { url: URL }, accepts: [accepted] }),
    ).toString('base64'),
  },
  body: '{}',
});
const asVersion1 = ({ amount, network, ...rest }: Requirement) => ({
  headers: {},
  body: JSON.stringify({
    x402Version: 1,
    accepts: [{ ...rest, network: network === 'eip155:8453' ? 'base' : network, maxAmountRequired: amount }],
  }),
});

function judged(answer: { headers: Record<string, string>; body: string }): Offer {
  const read = readResource({ url: URL, method: null, answer: { status: 402, ...answer } });
  if (!read.ok) throw new Error(read.error);
  return read.value.offers[0]!;
}

/** What the client signs although nobody would take it: each with the issue that says so. */
const SIGNED_IN_VAIN: Readonly<Record<string, string>> = {
  'timeout-missing': 'null, 0 and less: the payment is over when it is made',
  'eip712-differs': 'no token of that address has that domain, which the client does not ask the chain for',
  'eip712-missing': 'a blank for a name: no token has that domain',
  'amount-not-atomic': 'hexadecimal and blanks, where the buyer has no spend controls: BigInt takes them',
  'amount-missing': 'an empty text, for the same reason',
  'flow-unknown': 'the client signs for every flow it knows, even where the scheme has it not',
  'hold-terms-missing': 'an address that is none is hashed as it stands',
};

describe.each([
  ['2', asVersion2],
  ['1', asVersion1],
])('beside the official client, version %s', (_version, carry) => {
  it('calls payable what it pays, and blocked what it does not', async () => {
    const seen = { pays: 0, refuses: 0 };
    await fc.assert(
      fc.asyncProperty(requirement, async (accepted) => {
        const answer = carry(accepted);
        const { payability, issues } = judged(answer);
        const pays = await canPay(answer);
        seen[pays ? 'pays' : 'refuses']++;

        if (payability === 'PAYABLE' || payability === 'V1_ONLY') expect(pays).toBe(true);
        if (payability === 'BLOCKED' && pays)
          expect(issues.map(({ code }) => code).filter((code) => code in SIGNED_IN_VAIN)).not.toEqual([]);
      }),
      { numRuns: 2_000, seed: 402 },
    );

    expect(Math.min(seen.pays, seen.refuses)).toBeGreaterThan(200);
  });
});
