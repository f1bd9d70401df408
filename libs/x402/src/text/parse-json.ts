import { fail, ok, type Result } from '@bazaar/kernel';
import { SIGN } from './json-signs.js';
import { type JsonRecord } from './record.js';

const CHARS_MAX = 256 * 1024;
const DEPTH_MAX = 64;
/** A JSON text within the length above cannot hold more; data that was parsed elsewhere can. */
const NODES_MAX = 200_000;

/** Nothing else is measured: a page, or base64, is no JSON from its first character on. */
const MAY_BE_DEEP = /^\s*[[{]/;

export type JsonRefusal = 'too-large' | 'too-deep' | 'not-json';

/** Parses a stranger's JSON, its length and depth measured first: nothing later has to fear either. */
export function parseJson(text: string, charsMax = CHARS_MAX): Result<unknown, JsonRefusal> {
  if (text.length > charsMax) return fail('too-large');
  const json = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (MAY_BE_DEEP.test(json) && depthOf(json) > DEPTH_MAX) return fail('too-deep');
  try {
    return ok(JSON.parse(json) as unknown);
  } catch {
    return fail('not-json');
  }
}

/** Whether a value that somebody else parsed stays within the same bounds. */
export function isBoundedJson(value: unknown, charsMax = CHARS_MAX): boolean {
  const size = { nodes: 0, chars: 0 };
  if (!isWithinBounds(value, 0, size)) return false;
  // Counted generously, most are so small that they need not be written to know it.
  const charsAtMost = size.chars * CHARS_OF_ESCAPE + size.nodes * CHARS_OF_NODE;
  return charsAtMost <= charsMax || JSON.stringify(value).length <= charsMax;
}

/** Of a character that JSON escapes, and of a value that is no text, with what stands around it. */
const CHARS_OF_ESCAPE = 6;
const CHARS_OF_NODE = 30;

/** Adds up how much there is, escapes not counted, until that is too much or too deep. */
function isWithinBounds(value: unknown, depth: number, size: { nodes: number; chars: number }): boolean {
  if (typeof value === 'string') size.chars += value.length;
  if (++size.nodes > NODES_MAX || size.chars > CHARS_MAX || depth > DEPTH_MAX) return false;
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every((item) => isWithinBounds(item, depth + 1, size));
  return Object.keys(value).every((key) => {
    size.chars += key.length;
    return isWithinBounds((value as JsonRecord)[key], depth + 1, size);
  });
}

/** Brackets open at once, those inside strings not counted. One pass, whatever the text is. */
function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === SIGN.quote) at = endOfString(json, at);
    else if (code === SIGN.record || code === SIGN.list) deepest = Math.max(deepest, ++depth);
    else if (code === SIGN.recordEnd || code === SIGN.listEnd) depth--;
  }
  return deepest;
}

/** Where the string that begins here ends: at the first quote that is not escaped. */
function endOfString(json: string, start: number): number {
  for (let at = json.indexOf('"', start + 1); at !== -1; at = json.indexOf('"', at + 1)) {
    let slashes = 0;
    while (json.charCodeAt(at - 1 - slashes) === SIGN.backslash) slashes++;
    if (slashes % 2 === 0) return at;
  }
  return json.length;
}
