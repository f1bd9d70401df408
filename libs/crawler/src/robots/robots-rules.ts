/** How we are named in robots.txt. */
export const ROBOTS_AGENT = 'bazaar';

/** A path, or the beginning of one, that may or may not be asked for. `*` stands for anything, a last `$` for the end. */
export interface RobotsRule {
  readonly allow: boolean;
  readonly pattern: string;
}

const RULE_CHARS_MAX = 512;
const RULE_WILDCARDS_MAX = 8;
/** What is left of a character that was cut: no text that could be stored. */
const HALF_A_CHARACTER = /[\uD800-\uDBFF]$/;
/** Characters of all rules with wildcards together: each may cost up to the length of the path. */
const WILDCARD_CHARS_MAX = 16_384;

/**
 * The rules of a robots.txt that concern us: of the groups that name us, or else of everybody's. They are a
 * stranger's program that we run, so each is cut to what is cheap to match: one that forbids to its beginning, one
 * that allows is dropped. Never is more allowed than was meant.
 *
 * Source: RFC 9309 §2.2.
 */
export function readRules(text: string): readonly RobotsRule[] {
  const groups = new Map<string, RobotsRule[]>();
  let agents: string[] = [];
  let inAgents = false;
  let wildcardChars = 0;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const record = readRecord(line);
    if (record === null) continue;
    if (record.name === 'user-agent') {
      if (!inAgents) agents = [];
      inAgents = true;
      const agent = agentOf(record.value);
      if (agent === null) continue;
      agents.push(agent);
      if (!groups.has(agent)) groups.set(agent, []);
      continue;
    }
    inAgents = false;
    if (agents.length === 0) continue;
    const rule = boundRule(record.name === 'allow', record.value, WILDCARD_CHARS_MAX - wildcardChars);
    if (rule === null) continue;
    if (rule.pattern.includes('*')) wildcardChars += rule.pattern.length;
    for (const agent of new Set(agents)) groups.get(agent)?.push(rule);
  }
  return groups.get(ROBOTS_AGENT) ?? groups.get('*') ?? [];
}

/** As a robots.txt of its own, to be kept and read again. */
export const printRules = (rules: readonly RobotsRule[]): string =>
  rules.length === 0
    ? ''
    : [
        'User-agent: *',
        ...rules.map(({ allow, pattern }) => `${allow ? 'Allow' : 'Disallow'}: ${pattern}`),
      ].join('\n');

interface RobotsRecord {
  readonly name: 'user-agent' | 'allow' | 'disallow';
  readonly value: string;
}

function readRecord(line: string): RobotsRecord | null {
  const [content = ''] = line.split('#', 1);
  const colon = content.indexOf(':');
  const name = content.slice(0, colon).trim().toLowerCase();
  if (name !== 'user-agent' && name !== 'allow' && name !== 'disallow') return null;
  const value = content.slice(colon + 1).trim();
  return { name, value: value.replaceAll('\0', '') };
}

/** Only our own name and everybody's count. */
function agentOf(value: string): string | null {
  const token = (value.split('/', 1)[0] ?? '').trim().toLowerCase();
  return token === ROBOTS_AGENT || token === '*' ? token : null;
}

function boundRule(allow: boolean, value: string, wildcardCharsLeft: number): RobotsRule | null {
  if (value === '') return null; // forbids nothing, allows nothing
  const pattern = value.replace(/\*{2,}/g, '*');
  const wildcards = pattern.split('*').length - 1;
  const isCheap = pattern.length <= RULE_CHARS_MAX && wildcards <= RULE_WILDCARDS_MAX;
  if (isCheap && (wildcards === 0 || pattern.length <= wildcardCharsLeft)) return { allow, pattern };
  if (allow) return null;
  const literal = (pattern.split('*', 1)[0] ?? '').slice(0, RULE_CHARS_MAX).replace(HALF_A_CHARACTER, '');
  return { allow, pattern: literal === '' ? '/' : literal };
}
