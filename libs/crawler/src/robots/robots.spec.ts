import { robotsAllow } from './robots-allow.js';
import { printRules, readRules } from './robots-rules.js';
import { isFresh, type StoredRobots } from './stored-robots.js';

const readAt = new Date('2026-11-20T12:00:00Z');
const rules = (text: string): StoredRobots => ({ kind: 'rules', text: printRules(readRules(text)), readAt });
const allows = (text: string, path: string): boolean =>
  robotsAllow(rules(text), new URL(path, 'https://api.example.com:8443'));

describe('robots.txt', () => {
  it.each([
    ['nothing', '', '/a', true],
    ['everybody out', 'User-agent: *\nDisallow: /', '/a', false],
    [
      'a group of ours before everybody',
      'User-agent: *\nDisallow: /\n\nUser-agent: Bazaar\nAllow: /',
      '/a',
      true,
    ],
    ['our name with a version', 'User-agent: bazaar/2.0\nDisallow: /v1', '/v1/x', false],
    ['a group of several', 'User-agent: GPTBot\nUser-agent: BAZAAR\nDisallow: /', '/a', false],
    ['a group of others', 'User-agent: GPTBot\nDisallow: /', '/a', true],
    ['the longest match', 'User-agent: *\nDisallow: /v1\nAllow: /v1/open', '/v1/open/x', true],
    ['allow before disallow where equal', 'User-agent: *\nDisallow: /v1\nAllow: /v1', '/v1', true],
    ['a wildcard', 'User-agent: *\nDisallow: /*/private', '/x/private', false],
    ['an end', 'User-agent: *\nDisallow: /*.json$', '/x.json', false],
    ['an end that is not', 'User-agent: *\nDisallow: /*.json$', '/x.json?y=1', true],
    ['the query', 'User-agent: *\nDisallow: /v1?key=', '/v1?key=2', false],
    ['comments and odd spacing', '  user-agent : * # all\r\nDISALLOW:/v1#x', '/v1', false],
    ['an empty rule', 'User-agent: *\nDisallow:', '/a', true],
    ['an empty group of ours', 'User-agent: *\nDisallow: /\nUser-agent: Bazaar', '/a', true],
    ['records between that are not of the protocol', 'User-agent: *\nSitemap: x\nDisallow: /', '/a', false],
    ['a path spelled otherwise', 'User-agent: *\nDisallow: /a%7Eb/caf%c3%a9', '/a~b/café', false],
    ['itself', 'User-agent: *\nDisallow: /', '/robots.txt', true],
    ['no text but a page', '<html>User-agent: *</html>', '/a', true],
  ])('%s', (_what, text, path, allowed) => {
    expect(allows(text, path)).toBe(allowed);
  });

  it('is never more open for being cut', () => {
    const greedy = `User-agent: *\nDisallow: /v1${'/*x'.repeat(40)}\nAllow: /v1${'/*y'.repeat(40)}\nDisallow: /${'z'.repeat(5_000)}`;

    expect(allows(greedy, '/v1/anything')).toBe(false);
    expect(allows(greedy, '/v2')).toBe(true);
    expect(allows(greedy, `/${'z'.repeat(600)}`)).toBe(false);
  });

  it('cannot make us think for long', () => {
    const path = `/${'a'.repeat(2_000)}`;
    const hostile = [
      ...Array.from({ length: 3_000 }, () => 'User-agent: bazaar'),
      ...Array.from({ length: 3_000 }, () => `Disallow: /*a*a*a*a*a*a${'a'.repeat(400)}b`),
      '*'.repeat(100_000),
    ].join('\n');
    const startedAt = performance.now();

    expect(robotsAllow(rules(hostile), new URL(path, 'https://api.example.com'))).toBeDefined();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it('forbids what its ten thousandth rule forbids', () => {
    const text = Array.from({ length: 10_000 }, (_, number) => `Disallow: /p${number}/`).join('\n');

    expect(allows(`User-agent: *\n${text}`, '/p9999/x')).toBe(false);
    expect(allows(`User-agent: *\n${text}`, '/other')).toBe(true);
  });

  it('keeps no NUL and little text', () => {
    const text = `User-agent: *\nDisallow: /\0a\n${'Sitemap: https://x\n'.repeat(1_000)}`;

    expect(printRules(readRules(text))).toBe('User-agent: *\nDisallow: /a');
  });

  it('cuts no character into halves', () => {
    const kept = `/${'a'.repeat(510)}`;

    expect(readRules(`User-agent: *\nDisallow: ${kept}\u{1F600}/b`)).toEqual([
      { allow: false, pattern: kept },
    ]);
  });
});

describe('what was kept', () => {
  it.each([
    ['rules for a day', 'rules', 23, true],
    ['rules no longer', 'rules', 24, false],
    ['a server error for less than an hour', 'disallow-all', 0.9, true],
    ['a server error no longer', 'disallow-all', 1, false],
  ] as const)('counts: %s', (_what, kind, hours, fresh) => {
    const now = new Date(readAt.getTime() + hours * 3_600_000);

    expect(isFresh({ kind, text: null, readAt }, now)).toBe(fresh);
  });

  it('needs no text where there are no rules', () => {
    const url = new URL('https://api.example.com/a');

    expect(robotsAllow({ kind: 'allow-all', text: null, readAt }, url)).toBe(true);
    expect(robotsAllow({ kind: 'disallow-all', text: null, readAt }, url)).toBe(false);
  });
});
