import { z } from 'zod';
import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped } from 'graphql';

const DECIMAL = /^-?\d{1,120}(?:\.\d{1,120})?$/;
const DIGITS = /^\d{1,120}$/;

/** With its offset: a time without one is another instant on every machine. A day is its first moment, UTC. */
const Instant = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);

const refuse = (message: string): never => {
  throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
};

export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'Instant, ISO 8601, UTC, milliseconds.',
  serialize: (value) => (value as Date).toISOString(),
  parseValue: (value) => {
    const time = Instant.safeParse(value);
    return time.success
      ? new Date(time.data)
      : refuse('DateTime must be a time such as "2026-01-31T12:00:00.000Z".');
  },
});

export const Json = new GraphQLScalarType({
  name: 'JSON',
  description: 'Any JSON value.',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
});

const exactText = (name: string, description: string, form: RegExp, example: string) =>
  new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: String,
    parseValue: (value) =>
      typeof value === 'string' && form.test(value.trim())
        ? value.trim()
        : refuse(`${name} must be text such as ${example}.`),
    parseLiteral: (node) =>
      node.kind === Kind.STRING && form.test(node.value.trim())
        ? node.value.trim()
        : refuse(`${name} must be text such as ${example}.`),
  });

export const Decimal = exactText(
  'Decimal',
  'Exact decimal number as text: "0.0125". Never a float.',
  DECIMAL,
  '"0.0125"',
);
export const BigIntText = exactText('BigInt', 'Unsigned integer of any size as text.', DIGITS, '"10000"');
