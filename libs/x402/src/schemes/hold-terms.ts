import { issue, type Issue } from '../reasons/issue.js';
import { type Terms } from './terms.js';

const SECONDS_A_MINUTE = 60;
const UNITS = [
  ['d', 1440],
  ['h', 60],
  ['min', 1],
] as const;

/**
 * The terms of a hold in words: who captures, how long it may be refunded, what fee is taken. Deadlines are points in
 * time that servers count anew for every answer; what lies between them stays, so that is said.
 */
export function holdTerms(terms: Terms): Issue {
  const { captureDeadline, refundDeadline, minFeeBps = '?', maxFeeBps = '?' } = terms;
  const refundSeconds = Number(refundDeadline) - Number(captureDeadline);
  const said = [
    ['captured by ', terms.captureAuthorizer ?? terms.receiverAuthorizer ?? null, ''],
    ['captured within ', duration(Number(terms.captureDeadlineSeconds)), ''],
    ['refundable within ', duration(Number(terms.refundDeadlineSeconds)), ''],
    ['refundable for ', duration(refundSeconds), ' after the capture deadline'],
    ['fee ', 'maxFeeBps' in terms ? `${minFeeBps} to ${maxFeeBps}` : null, ' basis points'],
  ] as const;
  const words = said.flatMap(([before, what, after]) => (what === null ? [] : [`${before}${what}${after}`]));
  return issue('hold-terms', words.length === 0 ? undefined : words.join(', '));
}

/** To the minute, in the largest unit that says it whole. */
function duration(seconds: number): string | null {
  const minutes = Math.round(seconds / SECONDS_A_MINUTE);
  if (!(minutes > 0)) return null;
  const [unit, length] = UNITS.find((one) => minutes % one[1] === 0) ?? UNITS[2];
  return `${minutes / length} ${unit}`;
}
