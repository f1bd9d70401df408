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

/** Tests over what was collected; where nothing was, one that says so. */
export function describeCollected(what: string, tests: () => void): void {
  if (existsSync(FOLDER)) describe(what, tests);
  else
    it(`${what}: skipped, since there are none in ${FOLDER}`, () => {
      console.log(`Nothing is collected in ${FOLDER}: set COLLECTED_DATA to try more than the fixtures.`);
    });
}

export const collectedFolder = (name: string): string => join(FOLDER, name);

const collectedText = (file: string): string => {
  const bytes = readFileSync(collectedFolder(file));
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
};

export const collectedRows = (file: string): readonly CollectedRow[] =>
  collectedText(file)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as CollectedRow);

export const hostileFixture = (name: string): string => collectedText(`hostile-fixtures/${name}`);

/** The cases of a table, by their ids. */
export function hostileCases<Case extends { readonly id: string }>(
  name: string,
  of: (row: unknown) => Case,
): [string, Case][] {
  const table = JSON.parse(hostileFixture(`hostile/${name}.json`)) as { readonly cases: readonly unknown[] };
  return table.cases.map(of).map((row) => [row.id, row]);
}
