import { type RobotsRule } from './robots-rules.js';

/**
 * Whether a path (with its query) may be asked for: the longest rule that matches decides, of two as long the one
 * that allows; none, and it may. The cost grows with the rules and the path, never with how a rule's wildcards and
 * the path play together.
 *
 * Source: RFC 9309 §2.2.2.
 */
export function isPathAllowed(rules: readonly RobotsRule[], path: string): boolean {
  const asked = inOneSpelling(path);
  let decided: RobotsRule = { allow: true, pattern: '' };
  for (const rule of rules) {
    const { allow, pattern } = rule;
    const isStronger =
      pattern.length > decided.pattern.length || (pattern.length === decided.pattern.length && allow);
    if (isStronger && matches(inOneSpelling(pattern), asked)) decided = rule;
  }
  return decided.allow;
}

/** Each part between wildcards is taken where it first fits: what comes later then has the most room. */
function matches(pattern: string, path: string): boolean {
  const isWhole = pattern.endsWith('$');
  const [first = '', ...others] = (isWhole ? pattern.slice(0, -1) : pattern).split('*');
  if (!path.startsWith(first)) return false;
  let at = first.length;
  const last = isWhole ? others.pop() : undefined;
  for (const part of others) {
    const found = path.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  if (!isWhole) return true;
  if (last === undefined) return at === path.length;
  return path.length - last.length >= at && path.endsWith(last);
}

const UNRESERVED = /[A-Za-z0-9._~-]/;

/** A rule and a path may spell the same octet as itself or percent-encoded. */
function inOneSpelling(text: string): string {
  if (/^[\x21-\x24\x26-\x7e]*$/.test(text)) return text;
  return text
    .replace(/[^\x21-\x7e]+/g, (odd) => encodeURIComponent(odd.toWellFormed()))
    .replace(/%([0-9a-f]{2})/gi, (octet, hex: string) => {
      const character = String.fromCharCode(parseInt(hex, 16));
      return UNRESERVED.test(character) ? character : octet.toUpperCase();
    });
}
