import { parseJson } from '../text/parse-json.js';
import { isRecord, own, recordOr } from '../text/record.js';

/** Head and body, each as long as we read one, and what JSON adds to them. */
const RECORD_CHARS_MAX = 4 * 1024 * 1024;
/** Of a file with one answer a line; some of them may be spoilt. */
const LINES_TRIED = 8;

/** An answer somebody kept: as much of it as the file said. */
export interface RecordedAnswer {
  readonly url: string | null;
  readonly status: number;
  /** Names in lower case; null where none were kept, since no server sends none. */
  readonly headers: Readonly<Record<string, string>> | null;
  readonly body: string;
}

const STATUS_LINE = /^HTTP\/[\d.]+ (\d{3})/;
const PAYMENT_HEADER = /^payment-required[ \t]*:/im;
const BASE64 = /^[A-Za-z0-9+/_-]+=*$/;
/** How base64 of a JSON object begins, broken into lines as tools do. */
const BASE64_LINES = /^e[wy][A-Za-z0-9+/_-]{50,}\r?\n[A-Za-z0-9+/_=\r\n-]+$/;

/**
 * Reads a kept answer in any of the forms people keep them: a raw HTTP response (the last one, where redirects were
 * followed), its headers alone, a 402 body, the value of a PAYMENT-REQUIRED header, or a line of `{url, status?, headers?,
 * body?}`. Whether it holds a challenge is not asked here: text that is nothing else is a body.
 */
export function parseRecorded(text: string): RecordedAnswer {
  if (STATUS_LINE.test(text)) return rawResponse(text);
  const trimmed = text.trim();
  const value = jsonOf(trimmed);
  if (isRecord(value) && isEnvelope(value)) return fromEnvelope(value);
  if (value !== undefined) return answer(null, trimmed);
  if (PAYMENT_HEADER.test(trimmed)) return rawResponse(`HTTP/1.1 402\n${trimmed}`);
  if (BASE64.test(trimmed) || BASE64_LINES.test(trimmed))
    return answer({ 'payment-required': trimmed.replace(/\s+/g, '') }, '');
  return answer(null, trimmed);
}

/** Several answers, one a line, where one of the first lines is a JSON object; else one; without any text, none. */
export function parseRecordedFile(text: string): RecordedAnswer[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) return [];
  const isOneALine = lines.length > 1 && !isOneAnswer(text) && lines.slice(0, LINES_TRIED).some(isObject);
  return isOneALine ? lines.map(parseRecorded) : [parseRecorded(text)];
}

/** Told before its lines are looked at: a page, or an object over several lines, may hold a line that is one by itself. */
const isOneAnswer = (text: string): boolean =>
  STATUS_LINE.test(text) ||
  PAYMENT_HEADER.test(text) ||
  text.trimStart().startsWith('<') ||
  jsonOf(text) !== undefined;

const isObject = (line: string): boolean => isRecord(jsonOf(line));

function rawResponse(text: string): RecordedAnswer {
  let { head, body } = cutHead(text);
  while (STATUS_LINE.test(body)) ({ head, body } = cutHead(body));
  const [statusLine = '', ...lines] = head.split(/\r?\n/);
  const named = lines.flatMap((line) => {
    const colon = line.indexOf(':');
    return colon > 0 ? [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const] : [];
  });
  return {
    url: null,
    status: Number(STATUS_LINE.exec(statusLine)?.[1] ?? 402),
    headers: headersOf(named),
    body,
  };
}

function cutHead(text: string): { head: string; body: string } {
  const end = /\r?\n\r?\n/.exec(text);
  return end === null
    ? { head: text, body: '' }
    : { head: text.slice(0, end.index), body: text.slice(end.index + end[0].length) };
}

/** A header that stands several times is one, its values in their order. */
function headersOf(
  named: readonly (readonly [name: string, value: string])[],
): Record<string, string> | null {
  const headers = new Map<string, string>();
  for (const [name, value] of named) {
    const before = headers.get(name.toLowerCase());
    headers.set(name.toLowerCase(), before === undefined ? value : `${before}, ${value}`);
  }
  return headers.size === 0 ? null : Object.fromEntries(headers);
}

/** Told from a challenge by what only an answer has. */
const isEnvelope = (value: object): boolean =>
  !('accepts' in value || 'scheme' in value) && ['url', 'headers', 'body'].some((name) => name in value);

function fromEnvelope(value: Readonly<Record<string, unknown>>): RecordedAnswer {
  const url = own(value, 'url');
  const status = own(value, 'status');
  const body = own(value, 'body') ?? '';
  const named = Object.entries(recordOr(own(value, 'headers'))).flatMap(([name, said]) =>
    [said].flat().flatMap((text) => (typeof text === 'string' ? [[name, text] as const] : [])),
  );
  return {
    url: typeof url === 'string' ? url : null,
    status: typeof status === 'number' ? status : 402,
    headers: headersOf(named),
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

const answer = (headers: RecordedAnswer['headers'], body: string): RecordedAnswer => ({
  url: null,
  status: 402,
  headers,
  body,
});

function jsonOf(text: string): unknown {
  const parsed = parseJson(text, RECORD_CHARS_MAX);
  return parsed.ok ? parsed.value : undefined;
}
