import { cleanText, TEXT_MAX } from '../text/clean-text.js';
import { isRecord, own, type JsonRecord } from '../text/record.js';
import { BODY_METHODS, METHODS } from './http-method.js';

const BODY_TYPES: ReadonlySet<string> = new Set(['json', 'form-data', 'text']);
const TRANSPORTS: ReadonlySet<string> = new Set(['streamable-http', 'sse']);

/** One broken rule, and the field of `info.input` that breaks it; null where it is a field above. */
export interface SpecError {
  readonly field: 'type' | 'method' | 'bodyType' | 'toolName' | 'inputSchema' | 'transport' | null;
  readonly text: string;
}

/**
 * The rules for `info.input` that a schema does not state, in the words in which the official server refuses to
 * start. Strict, unlike our reading: `get` is readable and yet against the rules.
 *
 * Source: @x402/extensions 2.27, validateDiscoveryExtensionSpec.
 */
export function specErrors(extension: JsonRecord): readonly SpecError[] {
  const info = own(extension, 'info');
  if (!isObject(info)) return [{ field: null, text: "Missing or invalid 'info' field" }];
  const input = own(info, 'input');
  if (!isObject(input)) return [{ field: null, text: "Missing or invalid 'info.input' field" }];
  const type = own(input, 'type');
  if (type === 'http') return httpErrors(input);
  if (type === 'mcp') return toolErrors(input);
  return [{ field: 'type', text: `info.input.type must be "http" or "mcp", got ${quoted(type)}` }];
}

function httpErrors(input: JsonRecord): readonly SpecError[] {
  const method = own(input, 'method');
  const bodyType = own(input, 'bodyType');
  const errors: SpecError[] = [];
  if (method !== undefined && !isOneOf(METHODS, method)) errors.push(oneOf('method', METHODS, method));
  if (bodyType === undefined) return errors;
  if (!isOneOf(BODY_TYPES, bodyType)) errors.push(oneOf('bodyType', BODY_TYPES, bodyType));
  if (method !== undefined && !isOneOf(BODY_METHODS, method)) {
    const text = `info.input.bodyType is set but method ${quoted(method)} is not a body method (${listed(BODY_METHODS)})`;
    errors.push({ field: 'bodyType', text });
  }
  return errors;
}

function toolErrors(input: JsonRecord): readonly SpecError[] {
  const toolName = own(input, 'toolName');
  const transport = own(input, 'transport');
  const errors: SpecError[] = [];
  if (typeof toolName !== 'string' || toolName === '') {
    const text = 'info.input.toolName is required and must be a non-empty string for MCP extensions';
    errors.push({ field: 'toolName', text });
  }
  if (!isObject(own(input, 'inputSchema'))) {
    const text = 'info.input.inputSchema is required and must be an object for MCP extensions';
    errors.push({ field: 'inputSchema', text });
  }
  if (transport !== undefined && !isOneOf(TRANSPORTS, transport))
    errors.push(oneOf('transport', TRANSPORTS, transport));
  return errors;
}

/** A list counts as an object here, as it does for the official check. */
const isObject = (value: unknown): value is JsonRecord => isRecord(value) || Array.isArray(value);

const isOneOf = (words: ReadonlySet<string>, value: unknown): boolean =>
  typeof value === 'string' && words.has(value);

const oneOf = (
  field: NonNullable<SpecError['field']>,
  words: ReadonlySet<string>,
  value: unknown,
): SpecError => ({
  field,
  text: `info.input.${field} must be one of ${listed(words)}, got ${quoted(value)}`,
});

const listed = (words: ReadonlySet<string>): string => [...words].join(', ');

function quoted(value: unknown): string {
  if (value === undefined) return '"undefined"';
  const written = typeof value === 'string' ? value : JSON.stringify(value);
  return `"${cleanText(written, TEXT_MAX.name) ?? ''}"`;
}
