import { isRecord, own, type JsonRecord } from '../text/record.js';

const JSON_TYPES = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);
/** Words that version 1 sellers write where a value would stand. */
const TYPE_WORD =
  /^(?:string|number|integer|int|float|boolean|bool|object|array|any|file|binary|date|datetime|url|uuid|email)(?:\[\])?\??$/i;
/** `string - the city`, `number (optional)`. */
const TYPE_SENTENCE = /^(?:string|number|integer|boolean|object|array)\s*[-:(,|]/i;

const isTypeText = (value: string): boolean =>
  TYPE_WORD.test(value.trim()) || TYPE_SENTENCE.test(value.trim());

/** Whether a value tells of a type (`"string"`, `{type, required, description}`) instead of being an example. */
const isTypeDescription = (value: unknown): boolean =>
  typeof value === 'string'
    ? isTypeText(value)
    : isRecord(value) && typeof own(value, 'type') === 'string' && isTypeText(String(own(value, 'type')));

/** A whole JSON Schema: its properties or items are listed. */
const isJsonSchema = (value: unknown): value is JsonRecord =>
  isRecord(value) &&
  ((own(value, 'type') === 'object' && isRecord(own(value, 'properties'))) ||
    (own(value, 'type') === 'array' && isRecord(own(value, 'items'))) ||
    typeof own(value, '$schema') === 'string');

export interface Described {
  readonly schema: unknown;
  readonly example: unknown;
}

/** Fields of version 1: a schema where they describe types, an example where they are values. Never both. */
export function readFields(fields: JsonRecord): Described {
  if (isJsonSchema(fields)) return { schema: fields, example: null };
  const entries = Object.entries(fields);
  if (!entries.some(([, value]) => isTypeDescription(value))) return { schema: null, example: fields };
  const required = entries.filter(([, value]) => own(isRecord(value) ? value : {}, 'required') === true);
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(entries.map(([name, value]) => [name, fieldSchema(value)])),
      ...(required.length > 0 ? { required: required.map(([name]) => name) } : {}),
    },
    example: null,
  };
}

/** As {@link readFields}, for what may be a list or a plain value too. A list is known by its first entry. */
export function readValue(value: unknown): Described {
  if (isRecord(value)) return readFields(value);
  if (isTypeDescription(value)) return { schema: fieldSchema(value), example: null };
  const items = Array.isArray(value) ? readValue(value[0] ?? null).schema : null;
  return items === null
    ? { schema: null, example: value }
    : { schema: { type: 'array', items }, example: null };
}

function fieldSchema(value: unknown): unknown {
  if (typeof value === 'string' && isTypeText(value)) {
    const word = value.trim().toLowerCase();
    return JSON_TYPES.has(word) ? { type: word } : { description: value };
  }
  if (!isRecord(value) || !isTypeDescription(value)) return { examples: [value] };
  const { required, type, ...rest } = value;
  const word = String(type).trim().toLowerCase();
  return {
    ...(JSON_TYPES.has(word) ? { type: word } : { format: type }),
    ...rest,
    // A list of names is JSON Schema's own `required`; true belongs to the object around.
    ...(Array.isArray(required) ? { required } : {}),
  };
}
