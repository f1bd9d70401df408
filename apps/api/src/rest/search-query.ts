import { AppError } from '@bazaar/kernel';

import { type FieldNames, parseInput } from '../input/parse-input.js';
import { type SearchAsked, SearchInput } from '../input/search.input.js';
import { rawFilter } from './filter-query.js';
import {
  BUDGET_PARAMETERS,
  FILTER_PARAMETERS,
  PREFER_PARAMETERS,
  type Parameters,
  type RestQuery,
  oneValue,
  parameterName,
  readParameters,
} from './query-parameters.js';

const GROUPS: Readonly<Record<string, Parameters>> = {
  filter: FILTER_PARAMETERS,
  prefer: PREFER_PARAMETERS,
  budget: BUDGET_PARAMETERS,
};

const nameOf: FieldNames = ([group, field]) => {
  const parameters = GROUPS[String(group)];
  if (parameters === undefined) return group === 'text' ? 'query' : String(group);
  return parameterName(parameters, String(field));
};

export const SEARCH_PARAMETERS = [
  ...Object.values(GROUPS).flatMap((parameters) => Object.keys(parameters)),
  'query',
  'testnets',
  'limit',
  'cursor',
  'view',
];

/** `query` must be there, as clients of the standard API always send it; it may be empty. */
export function parseSearch(query: RestQuery): SearchAsked {
  const text = oneValue(query, 'query');
  if (text === undefined)
    throw new AppError('BAD_INPUT', 'query: must be given; empty means everything the filters let through.');
  const raw = {
    text,
    filter: rawFilter(query),
    prefer: readParameters(query, PREFER_PARAMETERS),
    budget: readParameters(query, BUDGET_PARAMETERS),
  };
  return parseInput(SearchInput, raw, nameOf);
}
