import { hash } from 'node:crypto';

import { type Result } from '@bazaar/kernel';
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
  /** The longest unused first. Under way counts as kept: the same check is never made twice at once. */
  private readonly verdicts = new Map<string, Promise<InfoVerdict | null>>();

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
    const job = { info: JSON.stringify(check.info), schema: JSON.stringify(check.schema) };
    const key = hash('sha256', `${job.schema}\n${job.info}`, 'base64');
    const verdict = this.verdicts.get(key) ?? this.make(key, job, reading);
    this.verdicts.delete(key);
    this.verdicts.set(key, verdict);
    const [oldest] = this.verdicts.keys();
    if (this.verdicts.size > VERDICTS_MAX && oldest !== undefined) this.verdicts.delete(oldest);
    return verdict;
  }

  private async make(key: string, job: InfoJob, reading: ResourceReading): Promise<InfoVerdict | null> {
    const outcome = await this.parts.run(job);
    if (outcome.ok) return outcome.value;
    this.verdicts.delete(key);
    this.parts.onFailure(outcome.error, reading);
    return outcome.error === 'timeout' ? refusedInfo('schema-slow') : null;
  }
}
