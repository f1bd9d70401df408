import { unwrapResolverError } from '@apollo/server/errors';
import { AppError } from '@bazaar/kernel';
import { type Logger } from '@bazaar/platform';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';

import { type ErrorAnswer, INTERNAL, describeError } from './describe-error.js';

/** What Apollo and graphql-js say of a request that cannot be read. */
const CALLERS_FAULT: readonly unknown[] = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
];
const NO_SUCH_OPERATION = /^Schema is not configured to execute/;
const TOO_MANY_TOKENS = /^Syntax Error: Document contains more tha[nt] \d+ tokens/;

/** GraphQL's side of the one error table: message, place, and the code in `extensions.code`; nothing internal. */
export const formatGraphqlError =
  (logger: Logger) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { code, message } = answerOf(formatted, error);
    if (code === 'INTERNAL') logger.error({ event: 'request-failed', err: unwrapResolverError(error) });
    const { locations, path } = formatted;
    return {
      message,
      ...(locations === undefined ? {} : { locations }),
      ...(path === undefined ? {} : { path }),
      extensions: { code },
    };
  };

function answerOf(
  { message, extensions }: GraphQLFormattedError,
  error: unknown,
): Pick<ErrorAnswer, 'code' | 'message'> {
  const original = error instanceof GraphQLError ? error.originalError : null;
  if (original instanceof AppError) return describeError(original); // also where no resolver threw it
  const thrown = unwrapResolverError(error);
  if (thrown !== error) return describeError(thrown);
  const said = extensions?.['code'];
  if (extensions?.['tooCostly'] === true || TOO_MANY_TOKENS.test(message))
    return { code: 'TOO_COSTLY', message };
  if (CALLERS_FAULT.includes(said) || NO_SUCH_OPERATION.test(message)) return { code: 'BAD_INPUT', message };
  const described = describeError(error);
  return described.code === 'INTERNAL' ? INTERNAL : described;
}
