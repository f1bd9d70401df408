import { canonicalUrl, isWellFormedNetwork, parseUsdCap } from '@bazaar/x402';
import { z } from 'zod';

const LIST_MAX = 100;

/** GraphQL callers may say null where they mean nothing. */
export const optional = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullish().transform((value) => value ?? undefined);

export const list = <Schema extends z.ZodType>(schema: Schema) =>
  optional(z.array(schema, 'must be a list.').max(LIST_MAX, `must have at most ${LIST_MAX} entries.`));

/** Postgres can hold no NUL, so no text we have can either. */
export const text = (charsMax: number) =>
  z
    .string('must be text.')
    .trim()
    .min(1, 'must not be empty.')
    .max(charsMax, `must be at most ${charsMax} characters.`)
    .refine((value) => !value.includes('\0'), 'must not contain NUL.');

export const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, `must be one of ${values.join(', ')}.`);

export const flag = z.boolean('must be true or false.');

export const network = text(128).refine(
  isWellFormedNetwork,
  'must be a CAIP-2 id such as eip155:8453, a V1 name such as base, or a pattern such as eip155:*.',
);

/** In micro dollars. */
export const usdCap = z.string('must be a decimal as text, such as "0.05".').transform((value, context) => {
  const micros = parseUsdCap(value.trim());
  if (micros !== null) return micros;
  context.addIssue('must be a decimal of at most six decimals, not negative, such as "0.05".');
  return z.NEVER;
});

/** Scheme, host and port; anything after them is left out. */
export const origin = text(2_048).transform((value, context) => {
  const canonical = canonicalUrl(value);
  if (canonical.ok) return canonical.value.origin;
  context.addIssue('must be an origin such as https://api.example.com.');
  return z.NEVER;
});

/** Canonical: what cannot be a resource's URL is refused before anything is looked up. */
export const resource = text(16_384).refine(
  (value) => canonicalUrl(value).ok,
  'must be an absolute http(s) or mcp URL, such as https://api.example.com/weather.',
);

const isoTime = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()])
  .transform((value) => new Date(value));

export const time = z.union([z.date(), isoTime], 'must be a time such as 2026-01-31T12:00:00Z.');

export const method = text(16)
  .regex(/^[a-z]+$/i, 'must be an HTTP method such as GET.')
  .transform((value) => value.toUpperCase());
