import { isRecord, own, type JsonRecord } from '../text/record.js';
import { BODY_METHODS, readMethod } from './http-method.js';

const QUERY_KEYS = ['queryParams', 'query_params', 'query', 'params'];
const BODY_KEYS = ['bodyFields', 'body_fields', 'bodyParams', 'body', 'data', 'properties'];
const HEADER_KEYS = ['headerFields', 'header_fields', 'headers'];

export interface ConvertedInfo {
  readonly input: JsonRecord;
  readonly output?: { readonly type: 'json'; readonly example: unknown };
}

/**
 * Version 1's `outputSchema` in the form of version 2's `info`; null where it does not describe an HTTP call or
 * asks not to be discovered.
 *
 * Source: @x402/extensions 2.27, extractDiscoveryInfoV1.
 */
export function convertV1(outputSchema: unknown): ConvertedInfo | null {
  if (!isRecord(outputSchema)) return null;
  const input = own(outputSchema, 'input');
  if (!isRecord(input) || own(input, 'type') !== 'http' || !isDiscoverable(input)) return null;
  const method = readMethod(own(input, 'method'));
  if (method === null) return null;
  const queryParams = firstRecord(input, QUERY_KEYS);
  const headers = firstRecord(input, HEADER_KEYS);
  const output = own(outputSchema, 'output');
  return {
    input: {
      type: 'http',
      method,
      ...(BODY_METHODS.has(method)
        ? { bodyType: bodyTypeOf(input), body: firstRecord(input, BODY_KEYS) ?? {} }
        : {}),
      ...(queryParams === null ? {} : { queryParams }),
      ...(headers === null ? {} : { headers }),
    },
    ...(isFilled(output) ? { output: { type: 'json', example: output } } : {}),
  };
}

const isDiscoverable = (input: JsonRecord): boolean => isFilled(own(input, 'discoverable') ?? true);

/** Neither absent nor empty, false or zero: what version 1 sellers write where they mean nothing. */
const isFilled = (value: unknown): boolean => Boolean(value);

function firstRecord(input: JsonRecord, keys: readonly string[]): JsonRecord | null {
  for (const key of keys) {
    const value = own(input, key);
    if (isRecord(value)) return value;
  }
  return null;
}

function bodyTypeOf(input: JsonRecord): 'form-data' | 'text' | 'json' {
  const stated = [own(input, 'bodyType'), own(input, 'body_type')].find(isFilled);
  if (typeof stated !== 'string') return 'json';
  if (/form|multipart/i.test(stated)) return 'form-data';
  return /text|plain/i.test(stated) ? 'text' : 'json';
}
