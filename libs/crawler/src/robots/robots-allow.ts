import { isPathAllowed } from './match-rules.js';
import { readRules, type RobotsRule } from './robots-rules.js';
import { type StoredRobots } from './stored-robots.js';

/** Read once per origin and lease, then asked for every target. */
const read = new WeakMap<StoredRobots, readonly RobotsRule[]>();

/** Whether robots.txt lets us ask for this URL (RFC 9309). */
export function robotsAllow(robots: StoredRobots, url: URL): boolean {
  if (robots.kind !== 'rules') return robots.kind === 'allow-all';
  if (url.pathname === '/robots.txt') return true;
  const rules = read.get(robots) ?? readRules(robots.text ?? '');
  read.set(robots, rules);
  return isPathAllowed(rules, url.pathname + url.search);
}
