import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Strangers' answers and fixtures: too many, and of too many licences, to be part of this repository. */
const FOLDER = join(process.env.COLLECTED_DATA ?? '../shared/data', 'captures');

/** One line of a collected file: where it came from, and what stood there, untouched. */
export interface CollectedRow {
  readonly kind: string;
  readonly url: string;
  readonly item: Readonly<Record<string, unknown>>;
  readonly headerBase64?: string;
}

/** Whether there is anything to read; says so where there is not. */
export function isCollected(): boolean {
  if (existsSync(FOLDER)) return true;
  console.log(`No collected answers in ${FOLDER}: set COLLECTED_DATA to read more than the fixtures.`);
  return false;
}

export const collectedFolder = (name: string): string => join(FOLDER, name);

export const collectedText = (file: string): string => {
  const bytes = readFileSync(collectedFolder(file));
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
};

export const collectedRows = (file: string): readonly CollectedRow[] =>
  collectedText(file)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as CollectedRow);
