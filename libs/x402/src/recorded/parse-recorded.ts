import { isRecord, own, recordOr } from '../text/record.js';

/** An answer somebody kept: as much of it as the file said. */
export interface RecordedAnswer {
  readonly url: string | null;
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const STATUS_LINE = /^HTTP\/[\d.]+ (\d{3})/;

/**
 * Reads a kept answer in any of the forms people keep them: a raw HTTP response, a 402 body, the value of a
 * PAYMENT-REQUIRED header, or a line of `{url, status?, headers?, body?}`. Whether it holds a challenge is not asked
 * here: text that is nothing else is a body.
 */
export function parseRecorded(text: string): RecordedAnswer {
  if (STATUS_LINE.test(text)) return rawResponse(text);
  const trimmed = text.trim();
  const value = jsonOf(trimmed);
  if (isRecord(value) && isEnvelope(value)) return fromEnvelope(value);
  if (value === undefined && /^[A-Za-z0-9+/_-]+=*$/.test(trimmed))
    return answer({ 'payment-required': trimmed }, '');
  return answer({}, trimmed);
}

/** Several answers, one a line; a text that is no such list is one answer. */
export function parseRecordedFile(text: string): RecordedAnswer[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const values = lines.map((line) => jsonOf(line));
  const isList = lines.length > 1 && values.every((value) => isRecord(value));
  return isList ? lines.map(parseRecorded) : [parseRecorded(text)];
}

function rawResponse(text: string): RecordedAnswer {
  const [head = '', ...rest] = text.split(/\r?\n\r?\n/);
  const [statusLine = '', ...lines] = head.split(/\r?\n/);
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  const body = rest.join('\n\n');
  return { url: null, status: Number(STATUS_LINE.exec(statusLine)?.[1] ?? 402), headers, body };
}

/** Told from a challenge by what only an answer has. */
const isEnvelope = (value: object): boolean =>
  !('accepts' in value) && ('headers' in value || 'body' in value || ('url' in value && 'status' in value));

function fromEnvelope(value: Readonly<Record<string, unknown>>): RecordedAnswer {
  const url = own(value, 'url');
  const status = own(value, 'status');
  const body = own(value, 'body');
  const headers = Object.entries(recordOr(own(value, 'headers'))).flatMap(([name, text]) =>
    typeof text === 'string' ? [[name.toLowerCase(), text] as const] : [],
  );
  return {
    url: typeof url === 'string' ? url : null,
    status: typeof status === 'number' ? status : 402,
    headers: Object.fromEntries(headers),
    body: typeof body === 'string' ? body : JSON.stringify(body ?? ''),
  };
}

const answer = (headers: Record<string, string>, body: string): RecordedAnswer => ({
  url: null,
  status: 402,
  headers,
  body,
});

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
