import { readOffers } from '../offer/read-offers.js';
import { describeIssue } from '../reasons/issue.js';
import { holdTerms } from './hold-terms.js';

const OPERATOR = '0x2222222222222222222222222222222222222222';
const DAY = 86_400;
const right = {
  captureAuthorizer: OPERATOR,
  feeRecipient: OPERATOR,
  captureDeadline: 1_800_000_000,
  refundDeadline: 1_800_000_000 + 30 * DAY,
  minFeeBps: 0,
  maxFeeBps: 250,
};

it.each([
  [
    'all that a client signs',
    right,
    `captured by ${OPERATOR}, refundable for 30 d after the capture deadline, fee 0 to 250 basis points`,
  ],
  [
    'durations',
    { captureDeadlineSeconds: 2 * DAY, refundDeadlineSeconds: 5400 },
    'captured within 2 d, refundable within 90 min',
  ],
  ['who signs captures', { receiverAuthorizer: OPERATOR }, `captured by ${OPERATOR}`],
  ['no fee at the least', { maxFeeBps: 100 }, 'fee ? to 100 basis points'],
  ['no refund', { captureDeadline: 1_800_000_000, refundDeadline: 1_800_000_000 }, null],
  ['nothing that words are for', { captureMode: 'sync' }, null],
])('says %s', (_what, terms, detail) => expect(holdTerms(terms)).toEqual({ code: 'hold-terms', detail }));

it('says the same of deadlines counted anew a moment later', () => {
  const later = {
    ...right,
    captureDeadline: right.captureDeadline + 3601,
    refundDeadline: right.refundDeadline + 3602,
  };

  expect(holdTerms(later)).toEqual(holdTerms(right));
});

const offered = (scheme: string, extra: object) => {
  const raw = {
    ...{ scheme, network: 'eip155:8453', amount: '50000000', maxTimeoutSeconds: 60 },
    ...{ asset: '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913', payTo: OPERATOR },
    extra: { name: 'USD Coin', version: '2', ...extra },
  };
  return readOffers([{ raw, x402Version: 2, unreadable: null, isRetold: false }])[0];
};

it('tells an agent of the hold beside the price, and holds nothing against the offer', () => {
  const offer = offered('auth-capture', right);

  expect(offer).toMatchObject({ priceUsd: '50', priceKind: 'HOLD', payability: 'PAYABLE', terms: right });
  expect(offer?.issues.map(describeIssue)).toMatchObject([
    { severity: 'INFO', message: expect.stringContaining('refundable for 30 d') as string, fix: null },
  ]);
});

it('tells of no hold where there is none', () => {
  expect(offered('exact', right)?.issues).toEqual([]);
  expect(offered('auth-capture', {})?.issues.map(({ code }) => code)).toEqual(['hold-terms-missing']);
});
