import { firstOwn, isRecord, own, type JsonRecord } from '../text/record.js';
import { BODY_METHODS, readMethod } from './http-method.js';

const QUERY_KEYS = ['queryParams', 'query_params', 'query', 'params'];
const BODY_KEYS = ['bodyFields', 'body_fields', 'bodyParams', 'body', 'data', 'properties'];
const HEADER_KEYS = ['headerFields', 'header_fields', 'headers'];

export interface ConvertedInfo {
  readonly input: JsonRecord;
  readonly output?: JsonRecord;
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
  if (!isRecord(input) || own(input, 'type') !== 'http' || own(input, 'discoverable') === false) return null;
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
    ...(isRecord(output) ? { output: { type: 'json', example: output } } : {}),
  };
}

function firstRecord(input: JsonRecord, keys: readonly string[]): JsonRecord | null {
  for (const key of keys) {
    const value = own(input, key);
    if (isRecord(value)) return value;
  }
  return null;
}

function bodyTypeOf(input: JsonRecord): 'form-data' | 'text' | 'json' {
  const stated = firstOwn(input, ['bodyType', 'body_type']);
  if (typeof stated !== 'string') return 'json';
  if (/form|multipart/i.test(stated)) return 'form-data';
  return /text|plain/i.test(stated) ? 'text' : 'json';
}
