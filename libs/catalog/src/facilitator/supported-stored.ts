import { type Supported, type SupportedKind } from '@bazaar/x402';

import { type Facilitator } from './facilitator.entity.js';

/** A facilitator as surfaces show it. */
export interface FacilitatorView {
  readonly url: string;
  readonly kinds: readonly SupportedKind[];
  readonly extensions: readonly string[];
  /** Addresses by network pattern. */
  readonly signers: Readonly<Record<string, readonly string[]>>;
  readonly lastCheckedAt: Date | null;
  readonly lastOkAt: Date | null;
  readonly lastError: string | null;
  /** Of the last polls that were answered. */
  readonly p50Ms: number | null;
}

/** What `/supported` said, as it is stored. */
export const storedSupported = ({ kinds, extensions, signers }: Supported) => ({
  kinds: JSON.stringify(kinds),
  extensions: [...extensions],
  signers: JSON.stringify(Object.fromEntries(signers.map(({ pattern, addresses }) => [pattern, addresses]))),
});

export function viewOf(row: Facilitator): FacilitatorView {
  const { url, extensions, lastCheckedAt, lastOkAt, lastError, pollsMs } = row;
  return {
    ...{ url, extensions, lastCheckedAt, lastOkAt, lastError },
    kinds: JSON.parse(row.kinds) as SupportedKind[],
    signers: JSON.parse(row.signers) as Record<string, string[]>,
    p50Ms: median(pollsMs),
  };
}

/** The lower one of two in the middle. */
function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.ceil(sorted.length / 2) - 1] ?? null;
}
