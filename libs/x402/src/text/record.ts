export type JsonRecord = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A stranger's own field: never one of the prototype's. */
export const own = (record: JsonRecord, key: string): unknown =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** The first of these fields that is there and not null. */
export function firstOwn(record: JsonRecord, keys: readonly string[]): unknown {
  for (const key of keys) {
    const value = own(record, key);
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

export const recordOr = (value: unknown, otherwise: JsonRecord = {}): JsonRecord =>
  isRecord(value) ? value : otherwise;
