/** How we are named in robots.txt. */
export const ROBOTS_AGENT = 'bazaar';

const LINES_MAX = 50_000;
const RULES_MAX = 2_000;
const RULE_CHARS_MAX = 512;
const RULE_WILDCARDS_MAX = 8;
/** Characters of all rules with wildcards together: each costs up to the length of the path. */
const WILDCARD_CHARS_MAX = 16_384;

/**
 * Cuts a robots.txt to the groups that concern us and to rules that are cheap to match, since their patterns are a
 * stranger's program that we run. A rule that would cost too much is cut to its literal beginning where it forbids,
 * and dropped where it allows: never is more allowed than was meant.
 *
 * Source: RFC 9309 §2.2.
 */
export function boundRobots(text: string): string {
  const kept: string[] = [];
  let agents: string[] = [];
  let inAgents = false;
  let wildcardChars = 0;
  for (const line of text.split(/\r\n|\r|\n/, LINES_MAX)) {
    const record = readRecord(line);
    if (record === null) continue;
    if (record.name === 'user-agent') {
      if (!inAgents) agents = [];
      inAgents = true;
      const agent = agentOf(record.value);
      if (agent !== null && !agents.includes(agent)) agents.push(agent);
      continue;
    }
    if (inAgents && agents.length > 0) kept.push('', ...agents.map((agent) => `User-agent: ${agent}`));
    inAgents = false;
    if (agents.length === 0 || kept.length >= RULES_MAX) continue;
    const rule = boundRule(record.name, record.value, WILDCARD_CHARS_MAX - wildcardChars);
    if (rule === null) continue;
    if (rule.includes('*')) wildcardChars += rule.length;
    kept.push(`${record.name === 'allow' ? 'Allow' : 'Disallow'}: ${rule}`);
  }
  if (inAgents && agents.length > 0)
    kept.push('', ...agents.map((agent) => `User-agent: ${agent}`), 'Disallow:');
  return kept.join('\n').trim();
}

interface RobotsRecord {
  readonly name: 'user-agent' | 'allow' | 'disallow';
  readonly value: string;
}

function readRecord(line: string): RobotsRecord | null {
  const [content = ''] = line.split('#', 1);
  const colon = content.indexOf(':');
  const name = content.slice(0, colon).trim().toLowerCase();
  if (name !== 'user-agent' && name !== 'allow' && name !== 'disallow') return null;
  return {
    name,
    value: content
      .slice(colon + 1)
      .trim()
      .replaceAll('\0', ''),
  };
}

/** Only our own name and everybody's count. */
function agentOf(value: string): string | null {
  const token = (value.split('/', 1)[0] ?? '').trim().toLowerCase();
  return token === ROBOTS_AGENT || token === '*' ? token : null;
}

function boundRule(name: RobotsRecord['name'], value: string, wildcardCharsLeft: number): string | null {
  const rule = value.replace(/\*{2,}/g, '*');
  const wildcards = rule.split('*').length - 1;
  const isCheap =
    rule.length <= RULE_CHARS_MAX &&
    (wildcards === 0 || (wildcards <= RULE_WILDCARDS_MAX && rule.length <= wildcardCharsLeft));
  if (isCheap) return rule;
  return name === 'allow' ? null : (rule.split('*', 1)[0] ?? '').slice(0, RULE_CHARS_MAX) || '/';
}
