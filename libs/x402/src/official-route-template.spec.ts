import { isValidRouteTemplate as officialIsValid } from '@x402/extensions/bazaar';
import fc from 'fast-check';

import { besideOfficial } from '../../../test/builders/beside-official.js';
import { isValidRouteTemplate } from './route-template.js';

/** An `A`, or a dot, encoded so many times over. */
const encoded = [1, 2, 3, 4, 5, 6].flatMap((times) =>
  ['41', '2e'].map((hex) => `%${'25'.repeat(times - 1)}${hex}`),
);
const PIECES = [':id', ':var1', ':var2', 'users', 'v1.0', '..', '.', '%2e%2e', '%', ...encoded];
const ODD = ['%zz', ' ', '*', '?q=1', '#top', 'é', '\n', 'https:', '[id]', '{id}', '~', '-', ''];
const segment = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 1, arbitrary: fc.constantFrom(...ODD) },
  { weight: 1, arbitrary: fc.string({ maxLength: 4 }) },
);
const path = fc.array(segment, { maxLength: 4 }).map((segments) => `/${segments.join('/')}`);
const template = fc.oneof(
  { weight: 20, arbitrary: path },
  { weight: 1, arbitrary: path.map((text) => text.slice(1)) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 2045, max: 2050 }).map((length) => `/${'x'.repeat(length - 1)}`),
  },
  { weight: 1, arbitrary: fc.constantFrom(undefined, null, 7, {}, []) },
);

it('takes the templates that isValidRouteTemplate takes', () => {
  besideOfficial<unknown, boolean>({
    inputs: template,
    official: (text) => officialIsValid(text as string),
    ours: isValidRouteTemplate,
    deviations: [
      {
        why: 'what a bare wildcard leaves behind says nothing, and would fold all paths of a host into one',
        apply: (valid, text) => valid && !/^(?:\/+:var\d+)+\/*$/.test(String(text)),
      },
      {
        why: 'no resource has a name of more than 2048 bytes',
        apply: (valid, text) => valid && String(text).length <= 2048,
      },
    ],
  });
});
