import { METHODS, isBoundedJson, readMethod } from '@bazaar/x402';
import { z } from 'zod';

import { method, optional, text } from './fields.js';

const EXAMPLE_CHARS_MAX = 65_536;

const example = z.unknown().transform((value, context) => {
  if (value === undefined || value === null) return null;
  const json = isBoundedJson(value) ? JSON.stringify(value) : null;
  if (json !== null && json.length <= EXAMPLE_CHARS_MAX) return json;
  context.addIssue(`must be JSON of at most ${EXAMPLE_CHARS_MAX} characters.`);
  return z.NEVER;
});

/** One that a paid endpoint may have; any other would make a listing that nothing can ever answer. */
const payableMethod = method.refine(
  (value) => readMethod(value) !== null,
  `must be one of ${[...METHODS].join(', ')}.`,
);

/** What may be registered. Whether the URL can be is decided where it is stored, for every surface alike. */
export const RegisterInput = z
  .strictObject(
    {
      resource: text(16_384),
      method: optional(payableMethod),
      toolName: optional(text(256)),
      example: example.optional(),
    },
    {
      error: ({ code }) =>
        code === 'invalid_type' ? 'must be an object with resource, method, toolName, example.' : undefined,
    },
  )
  .transform((input) => ({
    resource: input.resource,
    method: input.toolName === undefined ? (input.method ?? null) : null,
    toolName: input.toolName ?? null,
    example: input.example ?? null,
  }));
