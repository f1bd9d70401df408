const FORM = /^\/[a-zA-Z0-9_/:.\-~%]+$/;
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

/** Segment by segment: a `:name` takes one segment that is not empty, everything else must be equal. */
export function templateMatchesPath(template: string, path: string): boolean {
  const wanted = template.split('/');
  const found = path.split('/');
  return (
    wanted.length === found.length &&
    wanted.every((segment, at) => (isParameter(segment) ? found[at] !== '' : segment === found[at]))
  );
}

/** The names of the parameters, in order: `/users/:id` gives `id`. */
export const templateParameters = (template: string): readonly string[] =>
  template
    .split('/')
    .filter(isParameter)
    .map((segment) => segment.slice(1));

const isParameter = (segment: string) => segment.length > 1 && segment.startsWith(':');

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
