import { hash } from 'node:crypto';

import { Latest, type Result } from '@bazaar/kernel';
import { type PoolFailure } from '@bazaar/platform';
import {
  type InfoCheck,
  type InfoVerdict,
  type ResourceReading,
  applyInfoVerdict,
  infoChecks,
  refusedInfo,
} from '@bazaar/x402';

import { type InfoJob } from './check-info.thread.js';

export interface InfoCheckerParts {
  readonly run: (job: InfoJob) => Promise<Result<InfoVerdict, PoolFailure>>;
  readonly onFailure: (failure: PoolFailure, reading: ResourceReading) => void;
}

const VERDICTS_MAX = 10_000;

/**
 * Checks what sellers show as an example against what they say of it. Verdicts are kept by hash of the two, so that a
 * resource that says the same again costs nothing; a check that came to no end is tried anew the next time.
 */
export class InfoChecker {
  /** Under way counts as kept: the same check is never made twice at once. */
  private readonly verdicts = new Latest<Promise<InfoVerdict | null>>(VERDICTS_MAX);
  /** By fingerprint, the key of what a challenge says of its own info: it need not be written out to be hashed again. */
  private readonly keys = new Latest<string>(VERDICTS_MAX);

  constructor(private readonly parts: InfoCheckerParts) {}

  /** The reading with the verdicts in it. Never rejects: where nothing can be said, nothing is. */
  async check(reading: ResourceReading): Promise<ResourceReading> {
    let checked = reading;
    for (const check of infoChecks(reading)) {
      const verdict = await this.verdictOf(check, reading);
      if (verdict !== null) checked = applyInfoVerdict(checked, check.of, verdict);
    }
    return checked;
  }

  private verdictOf(check: InfoCheck, reading: ResourceReading): Promise<InfoVerdict | null> {
    const key = this.keyOf(check, reading);
    const known = this.verdicts.get(key);
    if (known !== undefined) return known;
    const verdict = this.make(key, check, reading);
    this.verdicts.set(key, verdict);
    return verdict;
  }

  private keyOf(check: InfoCheck, { fingerprint }: ResourceReading): string {
    // The schema of a tool's arguments may be its server's, of which the fingerprint knows nothing.
    const known = check.of === 'info' ? this.keys.get(fingerprint) : undefined;
    if (known !== undefined) return known;
    const { info, schema } = jobOf(check);
    const key = hash('sha256', `${schema}\n${info}`, 'base64');
    if (check.of === 'info') this.keys.set(fingerprint, key);
    return key;
  }

  private async make(key: string, check: InfoCheck, reading: ResourceReading): Promise<InfoVerdict | null> {
    const outcome = await this.parts.run(jobOf(check));
    if (outcome.ok) return outcome.value;
    this.verdicts.delete(key);
    this.parts.onFailure(outcome.error, reading);
    return outcome.error === 'timeout' ? refusedInfo('schema-slow') : null;
  }
}

const jobOf = ({ info, schema }: InfoCheck): InfoJob => ({
  info: JSON.stringify(info),
  schema: JSON.stringify(schema),
});
