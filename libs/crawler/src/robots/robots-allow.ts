import parseRobots from 'robots-parser';

import { ROBOTS_AGENT } from './bound-robots.js';
import { type StoredRobots } from './stored-robots.js';

/** Longer paths are matched by their beginning: matching costs rules times path. */
const PATH_CHARS_MAX = 2_048;

interface ParsedRobots {
  isAllowed(url: string, agent: string): boolean | undefined;
}

// The declaration calls it an ESM default; the package is CommonJS, and what arrives is the function itself.
const parse = parseRobots as unknown as (url: string, text: string) => ParsedRobots;

/** Read once per origin and lease, then asked for every target. */
const parsed = new WeakMap<StoredRobots, ParsedRobots>();

/** Whether robots.txt lets us ask for this URL (RFC 9309). */
export function robotsAllow(robots: StoredRobots, url: URL): boolean {
  if (robots.kind !== 'rules') return robots.kind === 'allow-all';
  const path = (url.pathname + url.search).slice(0, PATH_CHARS_MAX);
  if (path === '/robots.txt') return true;
  const rules = parsed.get(robots) ?? parse(`${url.origin}/robots.txt`, robots.text ?? '');
  parsed.set(robots, rules);
  return rules.isAllowed(url.origin + path, ROBOTS_AGENT) ?? true;
}
