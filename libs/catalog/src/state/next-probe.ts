import { type ProbeEvidence } from './evidence.js';
import { type Standing } from './state-facts.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const INTERVAL_MIN_MS = 15 * MINUTE;
const INTERVAL_MAX_MS = DAY;
const FAILURE_DELAYS_MS = [10 * MINUTE, HOUR, 6 * HOUR, DAY, 72 * HOUR] as const;

/**
 * When to look again: 15 minutes after something changed, growing to a day while nothing does; failures back off; a
 * refused listing daily, weekly after 30 days; what is free daily. Null: only when it is sighted or registered again.
 */
export function nextProbeAt(standing: Standing, evidence: ProbeEvidence, at: Date): Date | null {
  const delay = delayMs(standing, evidence, at);
  if (delay === null) return null;
  const wish =
    evidence.kind === 'paused' ? evidence.until : evidence.kind === 'not-now' ? evidence.retryAt : null;
  return new Date(Math.max(at.getTime() + delay, wish?.getTime() ?? 0));
}

function delayMs(
  { state, reason, since, facts }: Standing,
  evidence: ProbeEvidence,
  at: Date,
): number | null {
  switch (state) {
    case 'RETIRED':
      return null;
    case 'DELISTED':
      return reason === 'opted-out' ? 7 * DAY : null;
    case 'REFUSED':
      if (evidence.kind === 'gone') return HOUR;
      return at.getTime() - since.getTime() >= 30 * DAY ? 7 * DAY : DAY;
    case 'FREE':
    case 'LISTED':
    case 'STALE':
    case 'PENDING':
    case 'UNREACHABLE':
      if (evidence.kind === 'payable')
        return Math.min(INTERVAL_MIN_MS * 2 ** Math.min(facts.unchanged, 10), INTERVAL_MAX_MS);
      if (evidence.kind === 'free') return state === 'FREE' ? DAY : 10 * MINUTE;
      if (evidence.kind === 'gone') return HOUR;
      if (evidence.kind === 'robots') return DAY;
      return backOff(evidence.kind === 'not-now' ? facts.waits : facts.failures);
  }
}

const backOff = (times: number): number =>
  FAILURE_DELAYS_MS[Math.min(Math.max(times, 1), FAILURE_DELAYS_MS.length) - 1] ?? DAY;
