import { type Call, type CallPlace, fillPath, hasPlaceholder, recordOr } from '@bazaar/x402';

import { shownValue } from './shown-values.js';

/** A request with the values of a call in it. */
export interface FilledRequest {
  readonly url: URL;
  readonly body: RequestBody | null;
}

interface RequestBody {
  readonly text: string;
  readonly contentType: string;
}

const QUERY_VALUES_MAX = 64;
const URL_CHARS_MAX = 8_192;
const BODY_CHARS_MAX = 8_192;

/**
 * A URL with the values that a call of its own origin shows for path, query and body. Headers are never filled in: they
 * could pay, or sign in. Null where that would be another origin, or nothing is added.
 */
export function fillIn(url: URL, call: Call): FilledRequest | null {
  if (call.url === null || !isOfOrigin(call, url)) return null;
  const at = new URL(call.url);
  const path = pathOf(url, at, plainValues(valueOf(call, 'PATH')));
  if (path === null) return null;
  const filled = withQuery(atPath(url, path), valueOf(call, 'QUERY'));
  const body = call.method === 'POST' ? asBody(valueOf(call, 'BODY'), call.bodyType) : null;
  return filled.href === url.href && body === null ? null : { url: filled, body };
}

/** Whether a call is one of the URL's own origin: what others show is never sent to it. */
export const isOfOrigin = (call: Call, url: URL): boolean =>
  call.url !== null && URL.canParse(call.url) && new URL(call.url).origin === url.origin;

/** The URL with plain values as query. What is no object of some, or makes the URL too long, is left out. */
export function withQuery(url: URL, values: unknown): URL {
  const extended = new URL(url);
  for (const [name, value] of Object.entries(plainValues(values)).slice(0, QUERY_VALUES_MAX))
    extended.searchParams.set(name, value);
  return extended.href.length <= URL_CHARS_MAX ? extended : url;
}

/** Null where there is nothing to send, or more than we would. A form is not made from an example. */
export function asBody(value: unknown, bodyType: string | null): RequestBody | null {
  if (value === undefined || value === null || bodyType === 'form-data') return null;
  const isText = bodyType === 'text' && typeof value === 'string';
  const text = isText ? value : JSON.stringify(value);
  if (text.length > BODY_CHARS_MAX) return null;
  return { text, contentType: isText ? 'text/plain;charset=utf-8' : 'application/json' };
}

function valueOf({ parts }: Call, place: CallPlace): unknown {
  const part = parts.find((one) => one.in === place);
  return part === undefined ? undefined : shownValue(part);
}

/** The path itself, where it is one to request and the call shows no other. Null where a parameter has no value. */
function pathOf(url: URL, at: URL, values: Readonly<Record<string, string>>): string | null {
  const template = hasPlaceholder(url.pathname) || !hasPlaceholder(at.pathname) ? url.pathname : at.pathname;
  return fillPath(template, values) ?? (hasPlaceholder(url.pathname) ? null : url.pathname);
}

function atPath(url: URL, path: string): URL {
  const moved = new URL(url);
  moved.pathname = path;
  return moved;
}

/** What can stand in a URL, as text. */
const plainValues = (values: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(recordOr(values)).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? [[name, String(value)]]
        : [],
    ),
  );
