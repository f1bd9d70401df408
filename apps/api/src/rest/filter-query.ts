import { type ListingFilter } from '@bazaar/catalog';
import { AppError } from '@bazaar/kernel';

import { ListingFilterInput } from '../input/listing-filter.input.js';
import { type FieldNames, parseInput } from '../input/parse-input.js';
import {
  FILTER_PARAMETERS,
  type Parameters,
  type RestQuery,
  oneValue,
  parameterName,
  readParameters,
} from './query-parameters.js';

const UNKNOWN_SHOWN_MAX = 50;
const UNKNOWN_CHARS_MAX = 100;
const TYPES: readonly unknown[] = ['HTTP', 'MCP'];
const TYPE_FORM = /^[A-Z][A-Z0-9+.-]{0,31}$/;

const namesOf =
  (parameters: Parameters): FieldNames =>
  (path) =>
    parameterName(parameters, String(path.at(0)));

/** The filter of a query string, as GraphQL would have it. */
export function rawFilter(query: RestQuery): Record<string, unknown> {
  const raw = readParameters(query, FILTER_PARAMETERS);
  // The protocol may grow types we do not know: a well-formed one matches nothing, which is no mistake of the caller.
  if (Array.isArray(raw['types']))
    raw['types'] = raw['types'].filter((type) => TYPES.includes(type) || !TYPE_FORM.test(String(type)));
  const testnets = oneValue(query, 'testnets');
  if (testnets === undefined || testnets === 'false') return raw;
  if (testnets !== 'true') throw new AppError('BAD_INPUT', 'testnets: must be true or false.');
  if (raw['environment'] !== undefined && raw['environment'] !== 'ANY')
    throw new AppError('BAD_INPUT', 'testnets: contradicts environment.');
  return { ...raw, environment: 'ANY' };
}

export const parseFilter = (query: RestQuery): ListingFilter =>
  parseInput(ListingFilterInput, rawFilter(query), namesOf(FILTER_PARAMETERS));

/** Names what an answer does not take into account: parameters nobody knows. */
export function unappliedNames(query: RestQuery, known: readonly string[]): string[] {
  const names = new Set(known);
  return Object.keys(query)
    .filter((name) => name !== '' && !names.has(name))
    .map((name) => name.slice(0, UNKNOWN_CHARS_MAX))
    .slice(0, UNKNOWN_SHOWN_MAX);
}
