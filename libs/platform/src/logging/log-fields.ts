import { stdSerializers } from 'pino';

const STRING_CHARS_MAX = 500;
const ITEMS_MAX = 20;
const DEPTH_MAX = 4;
const SECRET =
  /authorization|cookie|password|secret|token$|^x-payment|^payment-|^paymentpayload$|^signature$|^sign-in-with-x$|^api-?key$/i;

/** A long string, cut, with what was left out: for a stranger's text in a log line. */
function cut(text: string, charsMax = STRING_CHARS_MAX): string {
  return text.length <= charsMax ? text : `${text.slice(0, charsMax)}… (${text.length - charsMax} more)`;
}

/**
 * The fields of a log line as they may be written: strings, lists and depth bounded, secrets and payment headers
 * blanked at any depth, big integers as text.
 */
export function logFields(fields: Readonly<Record<string, unknown>>, depth = 0): Record<string, unknown> {
  const kept = Object.entries(fields).slice(0, depth === 0 ? undefined : ITEMS_MAX);
  return Object.fromEntries(
    kept.map(([name, value]) => [cut(name, 100), SECRET.test(name) ? '[redacted]' : logValue(value, depth)]),
  );
}

function logValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return cut(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (value instanceof URL) return cut(value.href);
  if (depth >= DEPTH_MAX) return '[deeper]';
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.slice(0, ITEMS_MAX).map((item) => logValue(item, depth + 1));
  if (value instanceof Error) return logFields({ ...stdSerializers.err(value) }, depth + 1);
  return logFields(value as Record<string, unknown>, depth + 1);
}
