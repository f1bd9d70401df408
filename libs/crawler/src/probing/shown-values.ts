import { type CallPart, type JsonRecord, recordOr } from '@bazaar/x402';

const DEPTH_MAX = 4;
const PROPERTIES_MAX = 64;

/** The values an origin shows for one part of a call: its example, else what its schema shows; undefined where none. */
export function shownValue({ example, exampleValid, schema }: CallPart): unknown {
  const isUsable = exampleValid !== false && example !== null && example !== undefined;
  if (isUsable && !isEmpty(example)) return example;
  return sampleOf(schema) ?? (isUsable ? example : undefined);
}

/** A value put together from what a schema itself shows; undefined where anything that it requires is not shown. */
function sampleOf(schema: unknown, depth = 0): unknown {
  const shown = firstShown(recordOr(schema));
  if (shown !== undefined || depth === DEPTH_MAX) return shown;
  const properties = Object.entries(recordOr(recordOr(schema)['properties'])).slice(0, PROPERTIES_MAX);
  const values = properties.flatMap(([name, property]) => {
    const value = sampleOf(property, depth + 1);
    return value === undefined ? [] : [[name, value] as const];
  });
  if (values.length === 0) return undefined;
  const required: unknown = recordOr(schema)['required'];
  const names: readonly unknown[] = Array.isArray(required) ? required : [];
  const isWhole = names.every((name) => values.some(([known]) => known === name));
  return isWhole ? Object.fromEntries(values) : undefined;
}

function firstShown({ examples, example, const: only, default: usual, enum: choices }: JsonRecord): unknown {
  return [firstOf(examples), example, only, usual, firstOf(choices)].find((value) => value !== undefined);
}

const firstOf = (list: unknown): unknown => (Array.isArray(list) ? (list as unknown[])[0] : undefined);

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;
