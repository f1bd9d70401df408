import { type StatusPage } from '@bazaar/catalog';

import { OriginPageInput } from '../input/origin.input.js';
import { PAGE_MAX } from '../input/page.input.js';
import { parseInput } from '../input/parse-input.js';
import { limitOf } from './page-query.js';
import {
  FILTER_PARAMETERS,
  type Parameters,
  type RestQuery,
  oneValue,
  parameterName,
  readParameters,
} from './query-parameters.js';

const { state } = FILTER_PARAMETERS;
const PARAMETERS: Parameters = state === undefined ? {} : { state };

export const ORIGIN_PARAMETERS = [...Object.keys(PARAMETERS), 'origin', 'limit', 'cursor'];

/** The page of an origin that a query string asks for. */
export const parseOriginPage = (query: RestQuery): StatusPage =>
  parseInput(
    OriginPageInput,
    {
      ...readParameters(query, PARAMETERS),
      first: limitOf(query, PAGE_MAX, PAGE_MAX),
      after: oneValue(query, 'cursor'),
    },
    ([field]) => (field === 'after' ? 'cursor' : parameterName(PARAMETERS, String(field))),
  );
