import { REASONS, type ReasonCode, type Severity } from './reasons.js';

/** Something found wrong, or worth knowing. Stored by code; the words come from the reason table when shown. */
export interface Issue {
  readonly code: ReasonCode;
  /** What exactly was found: bounded, cleaned text, or null where the code says it all. */
  readonly detail: string | null;
}

export interface DescribedIssue {
  readonly code: ReasonCode;
  readonly message: string;
  readonly fix: string | null;
  readonly severity: Severity;
}

const DETAIL_CHARS_MAX = 300;

export const issue = (code: ReasonCode, detail?: string): Issue => ({
  code,
  detail: detail === undefined ? null : detail.slice(0, DETAIL_CHARS_MAX),
});

export function describeIssue({ code, detail }: Issue): DescribedIssue {
  const { severity, text, fix } = REASONS[code];
  return { code, severity, fix, message: detail === null ? text : `${text} (${detail})` };
}
