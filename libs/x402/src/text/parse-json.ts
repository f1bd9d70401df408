import { fail, ok, type Result } from '@bazaar/kernel';

const CHARS_MAX = 256 * 1024;
const DEPTH_MAX = 64;
/** A JSON text within the length above cannot hold more; data that was parsed elsewhere can. */
const NODES_MAX = 200_000;

export type JsonRefusal = 'too-large' | 'too-deep' | 'not-json';

/** Parses a stranger's JSON, its length and depth measured first: nothing later has to fear either. */
export function parseJson(text: string, charsMax = CHARS_MAX): Result<unknown, JsonRefusal> {
  if (text.length > charsMax) return fail('too-large');
  const json = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (depthOf(json) > DEPTH_MAX) return fail('too-deep');
  try {
    return ok(JSON.parse(json) as unknown);
  } catch {
    return fail('not-json');
  }
}

/** Whether a value that somebody else parsed stays within the same bounds. */
export function isBoundedJson(value: unknown): boolean {
  const size = sizeOf(value);
  if (size === null) return false;
  const charsAtMost = size.chars * CHARS_OF_ESCAPE + size.nodes * CHARS_OF_NODE;
  return charsAtMost <= CHARS_MAX || JSON.stringify(value).length <= CHARS_MAX;
}

/** Of a character that JSON escapes, and of a value that is no text, with what stands around it. */
const CHARS_OF_ESCAPE = 6;
const CHARS_OF_NODE = 30;

/** How much there is, escapes not counted; null where that is too much or too deep. Does not recurse. */
function sizeOf(value: unknown): { nodes: number; chars: number } | null {
  const waiting: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  let nodes = 0;
  let chars = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next.value === 'string') chars += next.value.length;
    if (++nodes + waiting.length > NODES_MAX || next.depth > DEPTH_MAX || chars > CHARS_MAX) return null;
    if (typeof next.value !== 'object' || next.value === null) continue;
    if (!Array.isArray(next.value)) for (const key of Object.keys(next.value)) chars += key.length;
    for (const child of Object.values(next.value)) waiting.push({ value: child, depth: next.depth + 1 });
  }
  return { nodes, chars };
}

/** Brackets open at once, those inside strings not counted. One pass, whatever the text is. */
function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < json.length; at++) {
    const char = json[at];
    if (char === '"') at = endOfString(json, at);
    else if (char === '{' || char === '[') deepest = Math.max(deepest, ++depth);
    else if (char === '}' || char === ']') depth--;
  }
  return deepest;
}

/** Where the string that begins here ends: at the first quote that is not escaped. */
function endOfString(json: string, start: number): number {
  for (let at = json.indexOf('"', start + 1); at !== -1; at = json.indexOf('"', at + 1)) {
    let slashes = 0;
    while (json[at - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return at;
  }
  return json.length;
}
