const FORM = /^\/[a-zA-Z0-9_/:.\-~%]+$/;
/** Source: @x402/extensions 2.27, src/bazaar/server.ts (COLON_PARAM_REGEX). */
const PARAMETER = /:[a-zA-Z_][a-zA-Z0-9_]*/g;
const CHARS_MAX = 2048;
const DECODE_PASSES_MAX = 5;

/**
 * Whether a route template may be used at all. A template made only of `:var1`, `:var2` … is what a bare
 * wildcard route leaves behind: it says nothing and would fold every path of a host, so it does not count.
 *
 * Source: @x402/extensions 2.27, isValidRouteTemplate; the last rule is ours.
 */
export const isValidRouteTemplate = (template: unknown): template is string =>
  typeof template === 'string' && hasValidForm(template) && !isWildcardLeftover(template);

/** The form alone, as the SDK checks it. */
export function hasValidForm(template: string): boolean {
  if (template.length > CHARS_MAX || !FORM.test(template)) return false;
  const decoded = decodeFully(template);
  return decoded !== null && !decoded.includes('..') && !decoded.includes('://');
}

/**
 * Segment by segment: a `:name` takes at least one character and never a slash, everything else must be equal. A
 * segment may hold text around its parameters: `/users/:id.json`.
 */
export function templateMatchesPath(template: string, path: string): boolean {
  const wanted = template.split('/');
  const found = path.split('/');
  return wanted.length === found.length && wanted.every((segment, at) => matches(segment, found[at] ?? ''));
}

/** The names of the parameters, in order: `/users/:id` gives `id`. */
export const templateParameters = (template: string): readonly string[] =>
  [...template.matchAll(PARAMETER)].map(([parameter]) => parameter.slice(1));

/** Whether a path is that of a documentation, not one to request: `/:id`, `{id}`, `%7Bid%7D`. */
export const hasPlaceholder = (path: string): boolean => /\/:[^/]|(?:\{|%7B)[^/]{1,64}(?:\}|%7D)/i.test(path);

const NAMED = /:([a-z_]\w{0,63})|(?:\{|%7B)([a-z_]\w{0,63})(?:\}|%7D)/gi;

/** The path with values in place of its parameters; null where one of them has none that can stand there. */
export function fillPath(path: string, values: Readonly<Record<string, string>>): string | null {
  const filled = path.replace(NAMED, (whole, colon: string | undefined, braces: string | undefined) => {
    const value = valueOf(values, colon ?? braces ?? '');
    return value === null ? whole : encodeURIComponent(value);
  });
  return hasPlaceholder(filled) ? null : filled;
}

/** A dot or two would be another path. */
function valueOf(values: Readonly<Record<string, string>>, name: string): string | null {
  const value = Object.hasOwn(values, name) ? (values[name] ?? '') : '';
  return value === '' || /^\.{1,2}$/.test(value) ? null : value;
}

/** Literal after literal, each at the first place where it can stand: no pattern to be made slow by its author. */
function matches(segment: string, text: string): boolean {
  const [first = '', ...literals] = segment.split(PARAMETER);
  const last = literals.pop();
  if (last === undefined) return segment === text;
  if (!text.startsWith(first)) return false;
  let end = first.length;
  for (const literal of literals) {
    const at = text.indexOf(literal, end + 1);
    if (at === -1) return false;
    end = at + literal.length;
  }
  return text.endsWith(last) && text.length - last.length > end;
}

function isWildcardLeftover(template: string): boolean {
  const segments = template.split('/').filter((segment) => segment !== '');
  return segments.length > 0 && segments.every((segment) => /^:var\d+$/.test(segment));
}

/** Decodes until nothing changes; null where that never ends or the encoding is broken. */
function decodeFully(text: string): string | null {
  let current = text;
  for (let pass = 0; pass < DECODE_PASSES_MAX; pass++) {
    let decoded: string;
    try {
      decoded = decodeURIComponent(current);
    } catch {
      return null;
    }
    if (decoded === current) return current;
    current = decoded;
  }
  return null;
}
