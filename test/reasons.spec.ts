import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { REASONS, type ReasonCode } from '@bazaar/x402';

/** What nothing gives yet, and the part of the product that brings it. */
const OPEN: Partial<Record<ReasonCode, string>> = {
  'claim-differs': 'sources: several that speak of one resource',
  'decoy-price': "sources: prices of an origin's own documents",
  'not-a-service': 'sources: links that lead to pages',
  'price-changed': 'prices: what an offer asked before',
  'owner-delisted': 'sellers: the word of a proven owner',
};

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const TABLE = join('libs', 'x402', 'src', 'reasons', 'reasons.ts');

const files = ['apps', 'libs', 'test'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('node_modules'))
    .map((file) => join(folder, file)),
);
const isTest = (file: string): boolean => file.startsWith('test') || /[.-]spec\.ts$/.test(file);
const textOf = (chosen: (file: string) => boolean): string =>
  files
    .filter((file) => chosen(file) && file !== TABLE && !/reasons\.spec\.ts$/.test(file))
    .map((file) => readFileSync(join(ROOT, file), 'utf8'))
    .join('\n');

const shipped = textOf((file) => !isTest(file));
const tests = textOf(isTest);

const codes = (Object.keys(REASONS) as ReasonCode[]).map((code) => ({
  code,
  status: OPEN[code] === undefined ? 'given and tested' : `open (${OPEN[code]})`,
}));

it.each(codes)('$code: $status', ({ code, status }) => {
  const isGiven = shipped.includes(`'${code}'`);
  const isTested = new RegExp(`\\b${code}\\b`).test(tests);

  expect({ isGiven, isTested: isTested && isGiven }).toEqual(
    status === 'given and tested' ? { isGiven: true, isTested: true } : { isGiven: false, isTested: false },
  );
});
