import { readdirSync } from 'node:fs';

import { parseRecordedFile, readResource } from '@bazaar/x402';

import { collectedFolder, describeCollected, hostileFixture } from './collected.js';

const URL_OF_FIXTURES = 'https://api.example.com/v1/geocode';

/** What each challenge must come to: the reason why it cannot be read, or payability, offers and codes. */
const CHALLENGES: Readonly<Record<string, readonly [string, number, ...string[]]>> = {
  'challenges/malformed-missing-accepts.json': ['invalid-challenge', 0],
  'challenges/malformed-not-json.txt': ['invalid-challenge', 0],
  'challenges/v1-body-valid.json': ['V1_ONLY', 1],
  // Version 2 names the amount `amount`; these say `maxAmountRequired`, which no client of it looks for.
  'challenges/v2-header-valid.txt': ['BLOCKED', 1, 'amount-misnamed'],
  'challenges/v2-header-valid.decoded.json': ['BLOCKED', 1, 'amount-misnamed', 'v2-body-only'],
  'challenges/v2-dynamic-payto.txt': ['BLOCKED', 1, 'amount-misnamed', 'resource-mismatch'],
  'challenges/v2-dynamic-payto.decoded.json': [
    'BLOCKED',
    1,
    'amount-misnamed',
    'resource-mismatch',
    'v2-body-only',
  ],
  'hostile/bad-base64.txt': ['invalid-challenge', 0],
  'hostile/deep-nested.json': ['BLOCKED', 1, 'amount-misnamed', 'eip712-missing', 'v2-body-only'],
  'hostile/duplicate-keys.txt': ['BLOCKED', 1, 'amount-misnamed', 'eip712-missing', 'v2-body-only'],
  'hostile/negative-amount.json': ['BLOCKED', 1, 'amount-misnamed', 'amount-not-atomic', 'v2-body-only'],
  'hostile/non-atomic-amount.json': ['BLOCKED', 1, 'amount-misnamed', 'amount-not-atomic', 'v2-body-only'],
  'hostile/origin-mismatch.json': ['BLOCKED', 1, 'amount-misnamed', 'resource-mismatch', 'v2-body-only'],
  'hostile/oversized.json': ['BLOCKED', 1, 'amount-misnamed', 'v2-body-only'],
  'hostile/too-many-requirements.json': ['BLOCKED', 64, 'amount-misnamed', 'offers-cut', 'v2-body-only'],
};
/** Not challenges: what may be fetched, and how often. The last is kept by manners and registration, with tests of their own. */
const ABOUT_FETCHING = ['urls', 'resolutions', 'redirect-chains', 'amplification'].map(
  (name) => `hostile/${name}.json`,
);

describeCollected('challenges made to harm', () => {
  it('are all read here', () => {
    const files = ['challenges', 'hostile'].flatMap((folder) =>
      readdirSync(collectedFolder(`hostile-fixtures/${folder}`)).map((name) => `${folder}/${name}`),
    );
    const read = [...Object.keys(CHALLENGES), ...ABOUT_FETCHING, 'challenges/README.md'];

    expect(files.toSorted()).toEqual(read.toSorted());
  });

  it.each(Object.entries(CHALLENGES))(
    '%s comes to what it deserves',
    (name, [outcome, offerCount, ...codes]) => {
      const [kept] = parseRecordedFile(hostileFixture(name));
      // A file of a body alone: as an answer with that body and no header.
      const answer = { ...kept!, headers: kept!.headers ?? {} };
      const read = readResource({ url: URL_OF_FIXTURES, method: 'GET', answer });
      const { payability, offers, issues } = read.ok
        ? read.value
        : { payability: read.error, offers: [], issues: [] };
      const found = new Set([...issues, ...offers.flatMap((offer) => offer.issues)].map(({ code }) => code));
      found.delete('no-example');

      expect([payability, offers.length, ...[...found].toSorted()]).toEqual([outcome, offerCount, ...codes]);
    },
  );

  it('take the last of two payees, as every client does', () => {
    const [kept] = parseRecordedFile(hostileFixture('hostile/duplicate-keys.txt'));
    const read = readResource({ url: URL_OF_FIXTURES, method: 'GET', answer: kept! });

    expect(read.ok && read.value.offers[0]?.payTo).toBe('0x000000000000000000000000000000000000dEaD');
  });
});
