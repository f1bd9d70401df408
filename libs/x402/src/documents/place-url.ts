import { fail, ok, type Result } from '@bazaar/kernel';
import { canonicalUrl, type CanonicalUrl, type UrlRefusal } from '../canonical-url.js';
import { hasPlaceholder } from '../route-template.js';

/** Where a document says that something is. */
export interface PlacedUrl extends CanonicalUrl {
  /** The path where it has parameters, each as `:name`; null where it can be requested as it is. */
  readonly template: string | null;
}

const ABSOLUTE = /^[a-z][-+.a-z0-9]{1,31}:\/\//i;
/** `{id}`, and what WHATWG makes of it. */
const BRACES = /(?:\{|%7B)([^{}/%]{1,64})(?:\}|%7D)/gi;

/**
 * A URL as documents write it: absolute, or a path behind the base, however the base ends. Parameters in braces become
 * `:name`. What is neither URL nor path is no word of where: `see the docs`.
 */
export function placeUrl(written: string, base: string): Result<PlacedUrl, UrlRefusal> {
  const text = written.trim();
  const isPath = text.startsWith('/') || text === '';
  if (!isPath && !ABSOLUTE.test(text) && !/^mcp:/i.test(text)) return fail('not-a-url');
  const whole = isPath ? base.replace(/\/+$/, '') + text : text;
  const named = asTemplate(whole);
  const canonical = canonicalUrl(named);
  if (!canonical.ok) return canonical;
  const path = canonical.value.resource.slice(canonical.value.origin.length);
  // A colon inside a segment may be anything: `/prices/coingecko:bitcoin`.
  const isTemplate = named !== whole || hasPlaceholder(path);
  return ok({ ...canonical.value, template: isTemplate ? path : null });
}

/** Parameters in braces as `:name`; a name of other characters is spelt with `_`. Those of a query stay. */
function asTemplate(path: string): string {
  const end = path.indexOf('?');
  const head = end === -1 ? path : path.slice(0, end);
  const named = head.replace(BRACES, (_whole, name: string) => `:${parameterName(name)}`);
  return named + path.slice(head.length);
}

/** A parameter's name as templates can carry it: `user-id` is `user_id`. */
export const parameterName = (name: string): string => {
  const plain = name.replace(/\W/g, '_');
  return /^\d/.test(plain) ? `_${plain}` : plain;
};
