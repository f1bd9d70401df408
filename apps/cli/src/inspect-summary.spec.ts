import { readResource } from '@bazaar/x402';

import { aChallenge, aPaymentRequired } from '../../../test/builders/a-challenge.js';
import { aRequirement } from '../../../test/builders/a-requirement.js';
import { summarize, summaryTable } from './inspect-summary.js';

const outcome = (challenge: Record<string, unknown>) => {
  const answer = aPaymentRequired(challenge);
  const read = readResource({ url: 'https://api.example.com/weather', method: 'GET', answer });
  return read.ok ? { reason: 'ok', reading: read.value } : { reason: read.error, reading: null };
};
const OUTCOMES = [
  outcome(aChallenge()),
  outcome(
    aChallenge({ accepts: [aRequirement(), aRequirement({ amount: '$1' }), aRequirement({ amount: '$2' })] }),
  ),
  outcome(aChallenge({ accepts: [aRequirement({ network: 'eip155:84532' })] })),
  outcome(aChallenge({ accepts: [] })),
  outcome(aChallenge({ accepts: [] })),
];

it('counts answers, not offers', () => {
  expect(summarize('kept.jsonl', OUTCOMES)).toEqual({
    file: 'kept.jsonl',
    answers: 5,
    readable: 3,
    priced: 2,
    inDollars: 2,
    payability: { PAYABLE: 3, V1_ONLY: 0, BLOCKED: 0, UNKNOWN: 0 },
    reasons: { 'empty-accepts': 2 },
    issues: { 'no-example': 3, 'amount-not-atomic': 1, 'testnet-only': 1, 'asset-unknown': 1 },
  });
});

it('prints one line a file', () => {
  expect(summaryTable([summarize('kept.jsonl', OUTCOMES), summarize('empty', [])])).toBe(
    [
      '| file | answers | readable | priced | in dollars | PAYABLE | V1_ONLY | BLOCKED | UNKNOWN | why not | issues |',
      '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- | --- |',
      '| kept.jsonl | 5 | 3 | 2 | 2 | 3 | 0 | 0 | 0 | empty-accepts 2 | no-example 3, amount-not-atomic 1, testnet-only 1, asset-unknown 1 |',
      '| empty | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |  |  |',
    ].join('\n'),
  );
});
