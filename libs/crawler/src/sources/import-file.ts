import { basename } from 'node:path';

import { type IngestService, type Sighted } from '@bazaar/catalog';
import { type Clock } from '@bazaar/kernel';

import { readCatalogFile } from './file.source.js';
import { sightEntry } from './source-entry.js';

/** What became of a file's rows. `kept` rows are targets now, known before or not. */
export interface ImportSummary {
  readonly read: number;
  readonly kept: number;
  readonly fresh: number;
  /** Rows by refusal, most frequent first. */
  readonly refused: Readonly<Record<string, number>>;
}

/**
 * Imports one catalogue dump: targets, sightings and claims. Every page is one transaction, so what `onPage` was told
 * is stored; the same file again changes nothing.
 */
export async function importFile(
  path: string,
  {
    ingest,
    clock,
    onPage,
  }: { ingest: IngestService; clock: Clock; onPage?: (summary: ImportSummary) => void },
): Promise<ImportSummary> {
  const source = { id: `file:${basename(path)}`, kind: 'file', url: null };
  const refused = new Map<string, number>();
  const refuse = (reason: string): void => void refused.set(reason, (refused.get(reason) ?? 0) + 1);
  let [read, kept, fresh] = [0, 0, 0];
  const summary = (): ImportSummary => ({
    read,
    kept,
    fresh,
    refused: Object.fromEntries([...refused].sort(([, one], [, other]) => other - one)),
  });

  for await (const page of readCatalogFile(path)) {
    read += page.length;
    const sightings: Sighted[] = [];
    for (const row of page) {
      const sighted = row.ok ? sightEntry(row.value, source, clock.now()) : row;
      if (sighted.ok) sightings.push(sighted.value);
      else refuse(sighted.error);
    }
    for (const outcome of await ingest.sight(sightings)) {
      if ('reason' in outcome) refuse(outcome.reason);
      else {
        kept++;
        if (outcome.status === 'new') fresh++;
      }
    }
    onPage?.(summary());
  }
  return summary();
}
