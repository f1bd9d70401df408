import fc from 'fast-check';
import parseRobots from 'robots-parser';

import { robotsAllow } from './robots-allow.js';
import { printRules, readRules } from './robots-rules.js';

// The declaration calls it an ESM default; the package is CommonJS, and what arrives is the function itself.
const parse = parseRobots as unknown as (
  url: string,
  text: string,
) => { isAllowed(url: string, agent: string): boolean | undefined };

const path = fc
  .array(fc.constantFrom('/', 'a', 'b', '.x', '?q='), { maxLength: 6 })
  .map((parts) => `/${parts.join('')}`);
const pattern = fc
  .array(fc.constantFrom('/', 'a', 'b', '.x', '*', '?q='), { maxLength: 6 })
  .chain((parts) => fc.constantFrom('', '$').map((end) => `/${parts.join('')}${end}`))
  // One wildcard after another counts as one here, as two in the reference: a matter of which rule is longer.
  .filter((written) => !written.includes('**'));
const rule = fc.tuple(fc.constantFrom('Allow', 'Disallow'), pattern).map((pair) => pair.join(': '));
// A group without a rule is left out: the reference forgets it, RFC 9309 has it allow everything, and so have we.
const group = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom('User-agent: *', 'User-agent: bazaar', 'User-agent: other'), {
      minLength: 1,
    }),
    fc.array(fc.oneof({ weight: 5, arbitrary: rule }, fc.constantFrom('', '# note')), { maxLength: 6 }),
    rule,
  )
  .map(([agents, rules, last]) => [...agents, ...rules, last].join('\n'));
const file = fc.array(group, { maxLength: 4 }).map((groups) => groups.join('\n'));

it('decides as the reference parser does', () => {
  fc.assert(
    fc.property(file, path, (text, asked) => {
      const url = new URL(`https://api.example.com${asked}`);
      const robots = { kind: 'rules', text: printRules(readRules(text)), readAt: new Date(0) } as const;

      expect(robotsAllow(robots, url)).toBe(
        parse('https://api.example.com/robots.txt', text).isAllowed(url.href, 'bazaar') ?? true,
      );
    }),
    { numRuns: 10_000, seed: 9309 },
  );
});
