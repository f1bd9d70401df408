import { GraphQLError, type ValidationRule } from 'graphql';

import { measureDocument } from './document-size.js';

const DEPTH_MAX = 8;
const INTROSPECTION_DEPTH_MAX = 15;
const ALIASES_MAX = 15;

/** Apollo gives every validation error its own code, so ours is marked beside it. */
const tooCostly = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { tooCostly: true } });

/** Refuses a document that asks for too much, before anything of it is run. */
export const limitDocument: ValidationRule = (context) => {
  const { depth, introspectionDepth, aliases } = measureDocument(context.getDocument());
  if (depth > DEPTH_MAX)
    context.reportError(tooCostly(`The query is ${depth} fields deep; at most ${DEPTH_MAX} are answered.`));
  if (introspectionDepth > INTROSPECTION_DEPTH_MAX)
    context.reportError(tooCostly(`Introspection may be at most ${INTROSPECTION_DEPTH_MAX} fields deep.`));
  if (aliases > ALIASES_MAX)
    context.reportError(tooCostly(`The query has ${aliases} aliases; at most ${ALIASES_MAX} are answered.`));
  return {};
};
