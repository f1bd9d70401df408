import { type ErrorObject } from 'ajv';

import { own } from '../../text/record.js';
import { type InfoVerdict } from './info-verdict.js';

const FIELDS_MAX = 32;
/** Where an error about an object names the one property it is about. */
const NAMED_IN = ['missingProperty', 'additionalProperty', 'unevaluatedProperty', 'propertyName'];

/** Which fields of `info.input` errors are about: an example is not wrong because its neighbour is. */
export function inputsAtFault(errors: readonly ErrorObject[]): InfoVerdict['inputsAtFault'] {
  const fields = new Set<string>();
  for (const { instancePath, params } of errors) {
    const [, place, field] = instancePath.split('/', 3);
    if (place !== undefined && place !== 'input') continue;
    const named = field ?? (place === 'input' ? propertyIn(params) : undefined);
    if (named === undefined || fields.size === FIELDS_MAX) return 'all';
    fields.add(named);
  }
  return [...fields];
}

function propertyIn(params: Record<string, unknown>): string | undefined {
  const named = NAMED_IN.map((key) => own(params, key)).find((value) => typeof value === 'string');
  return typeof named === 'string' ? named : undefined;
}
