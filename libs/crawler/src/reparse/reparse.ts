import {
  type IngestService,
  type KeptAnswerRepository,
  type Reread,
  type RereadOutcome,
} from '@bazaar/catalog';

import { type InfoChecker } from '../info/info-checker.js';
import { type Pause } from '../pause.js';
import { retried } from '../retried.js';
import { rereadTarget } from './reread-target.js';

/** What became of the targets whose kept answers were read. */
export interface ReparseSummary {
  readonly read: number;
  /** Their listing's document is another one now. */
  readonly changed: number;
  readonly unchanged: number;
  /** Nothing that could be paid can be read of what is kept, and nothing else changed. */
  readonly unreadable: number;
  /** Probed in between: the newer answer counts. */
  readonly superseded: number;
  /** Could not be stored: see the log. */
  readonly refused: number;
}

export interface ReparseOptions {
  /** This origin alone. */
  readonly origin: string | null;
  /** At most so many targets. */
  readonly targetsMax: number;
  readonly onPage: (soFar: ReparseSummary) => void;
}

export interface ReparseParts {
  readonly kept: Pick<KeptAnswerRepository, 'page'>;
  readonly ingest: Pick<IngestService, 'reread'>;
  readonly checker: Pick<InfoChecker, 'check'>;
  readonly pause: Pause;
}

/** Two answers of 256 KiB each at most: a page never needs more than 64 MiB. */
const PAGE_ROWS = 128;

/** Reads kept answers anew, page by page. What it has done it does not undo: it may be ended and run again at any time. */
export async function reparse(
  { kept, ingest, checker, pause }: ReparseParts,
  { origin, targetsMax, onPage }: ReparseOptions,
): Promise<ReparseSummary> {
  let summary: ReparseSummary = {
    read: 0,
    changed: 0,
    unchanged: 0,
    unreadable: 0,
    superseded: 0,
    refused: 0,
  };
  for (let after = '0'; summary.read < targetsMax;) {
    const limit = Math.min(PAGE_ROWS, targetsMax - summary.read);
    const page = await kept.page(after, { origin, limit });
    const batch = await Promise.all(page.map((target) => rereadTarget(target, checker)));
    const last = batch.at(-1);
    if (last === undefined) break;
    const outcomes = await retried(() => ingest.reread(batch), pause);
    summary = outcomes.reduce((sum, outcome, index) => count(sum, batch[index], outcome), summary);
    onPage(summary);
    after = last.targetId;
  }
  return summary;
}

function count(
  { read, ...sum }: ReparseSummary,
  reread: Reread | undefined,
  outcome: RereadOutcome,
): ReparseSummary {
  const key =
    outcome === 'ingest-refused'
      ? 'refused'
      : outcome === 'unchanged' && reread?.reading == null
        ? 'unreadable'
        : outcome;
  return { ...sum, read: read + 1, [key]: sum[key] + 1 };
}
