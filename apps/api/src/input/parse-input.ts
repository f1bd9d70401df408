import { AppError } from '@bazaar/kernel';
import { type z } from 'zod';

/** How a surface calls a field: GraphQL and REST spell some differently. */
export type FieldNames = (path: readonly PropertyKey[]) => string;

const dotted: FieldNames = (path) => path.map(String).join('.');
const ISSUES_SHOWN_MAX = 5;

/** Parses a caller's input. Throws BAD_INPUT that names every wrong field. */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  raw: unknown,
  nameOf: FieldNames = dotted,
): z.output<Schema> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const said = parsed.error.issues
    .slice(0, ISSUES_SHOWN_MAX)
    .map(({ path, message }) => (path.length === 0 ? message : `${nameOf(path)}: ${message}`));
  throw new AppError('BAD_INPUT', said.join(' '));
}
