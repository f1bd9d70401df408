import { aChallenge, aPaymentRequired } from '../../../../test/builders/a-challenge.js';
import { saysNoindex } from './robots-tag.js';
import { judgeAnswer, judgeFailure } from './verdict.js';

const now = new Date('2026-11-20T12:00:00.000Z');
const url = 'https://api.example.com/weather';
const DAY_MS = 86_400_000;

const asked = { url, method: 'GET', toolName: null, movedTo: null, beside: [] } as const;
const judge = (status: number, headers: Record<string, string> = {}, body = '') =>
  judgeAnswer({ ...asked, status, headers, body }, now);

const challenge = aPaymentRequired(aChallenge({ url }));
const inMs = (ms: number) => new Date(now.getTime() + ms);

describe('a verdict', () => {
  it('on a 402 that can be read is what it says', () => {
    const { evidence, reading } = judge(402, { ...challenge.headers }, challenge.body);

    expect(evidence).toEqual({ kind: 'payable' });
    expect(reading).toMatchObject({ resource: url, method: 'GET' });
  });

  it.each([
    ['402 without data', 402, {}, '', { kind: 'unlistable', reason: 'invalid-challenge' }],
    [
      '402 with noindex',
      402,
      { ...challenge.headers, 'x-robots-tag': 'noindex' },
      challenge.body,
      { kind: 'opted-out' },
    ],
    ['200', 200, {}, '{}', { kind: 'free', originSaysPaid: false }],
    ['204', 204, {}, '', { kind: 'free', originSaysPaid: false }],
    [
      '200 with payment data',
      200,
      { ...challenge.headers },
      challenge.body,
      { kind: 'free', originSaysPaid: true },
    ],
    ['304', 304, {}, '', { kind: 'unlistable', reason: 'bad-response' }],
    ['400', 400, {}, '', { kind: 'unlistable', reason: 'http-4xx' }],
    ['401', 401, {}, '', { kind: 'unlistable', reason: 'auth-required' }],
    ['403', 403, {}, '', { kind: 'unlistable', reason: 'auth-required' }],
    ['404', 404, {}, '', { kind: 'unlistable', reason: 'http-404' }],
    ['410', 410, {}, '', { kind: 'gone' }],
    ['418', 418, {}, '', { kind: 'unlistable', reason: 'http-4xx' }],
    ['500', 500, {}, '', { kind: 'unlistable', reason: 'http-5xx' }],
    ['405', 405, {}, '', { kind: 'unlistable', reason: 'wrong-method' }],
    ['501', 501, {}, '', { kind: 'unlistable', reason: 'wrong-method' }],
    ['502', 502, {}, '', { kind: 'unlistable', reason: 'http-5xx' }],
    ['429', 429, {}, '', { kind: 'not-now', reason: 'rate-limited', retryAt: null }],
    [
      '429 with a time',
      429,
      { 'retry-after': '30' },
      '',
      { kind: 'not-now', reason: 'rate-limited', retryAt: inMs(30_000) },
    ],
    [
      '429 for a month',
      429,
      { 'retry-after': '2592000' },
      '',
      { kind: 'not-now', reason: 'rate-limited', retryAt: inMs(7 * DAY_MS) },
    ],
    ['503', 503, {}, '', { kind: 'not-now', reason: 'rate-limited', retryAt: null }],
    [
      '503 for less than an hour',
      503,
      { 'retry-after': '3599' },
      '',
      { kind: 'not-now', reason: 'rate-limited', retryAt: inMs(3_599_000) },
    ],
    ['503 for an hour', 503, { 'retry-after': '3600' }, '', { kind: 'paused', until: inMs(3_600_000) }],
    ['503 for a month', 503, { 'retry-after': '2592000' }, '', { kind: 'paused', until: inMs(7 * DAY_MS) }],
    [
      'a wall that says so',
      403,
      { 'cf-mitigated': 'challenge' },
      '',
      { kind: 'not-now', reason: 'bot-wall', retryAt: null },
    ],
    [
      'a wall by its page',
      503,
      {},
      '<title>Just a moment...</title>',
      { kind: 'not-now', reason: 'bot-wall', retryAt: null },
    ],
    [
      'a 200 that quotes a wall',
      200,
      {},
      '<title>Just a moment...</title>',
      { kind: 'free', originSaysPaid: false },
    ],
  ])('on %s', (_what, status, headers, body, evidence) => {
    expect(judge(status, headers as Record<string, string>, body)).toEqual({
      evidence,
      reading: null,
      detail: null,
    });
  });

  it.each([
    [404, 'unlistable', 'http-404'],
    [400, 'unlistable', 'http-4xx'],
    [403, 'unlistable', 'auth-required'],
    [405, 'unlistable', 'wrong-method'],
    [406, 'unlistable', 'http-4xx'],
    [410, 'gone', undefined],
    [422, 'unlistable', 'http-4xx'],
    [429, 'not-now', 'rate-limited'],
    [502, 'unlistable', 'http-5xx'],
    [503, 'not-now', 'rate-limited'],
    [525, 'unlistable', 'http-5xx'],
    [530, 'unlistable', 'http-5xx'],
    [307, 'unlistable', 'bad-response'],
    [308, 'unlistable', 'bad-response'],
    [200, 'free', undefined],
  ])('names what hosts answer in place of 402: %i is %s, %s (nasty case 30)', (status, kind, reason) => {
    const { evidence } = judge(status);

    expect(evidence.kind).toBe(kind);
    expect('reason' in evidence ? evidence.reason : undefined).toBe(reason);
  });

  it('on a 402 of another rail names it', () => {
    expect(judge(402, { 'www-authenticate': 'L402 x' })).toEqual({
      evidence: { kind: 'unlistable', reason: 'other-rail' },
      reading: null,
      detail: 'L402',
    });
  });

  it.each([
    ['with JSON-RPC from a path called so', 400, `${url}/mcp`, {}, 'mcp-tool-missing'],
    ['with JSON-RPC and a session', 404, url, { 'mcp-session-id': '1' }, 'mcp-tool-missing'],
    ['with JSON-RPC of another kind', 400, url, {}, 'http-4xx'],
    ['with JSON-RPC that wants credentials', 401, `${url}/mcp`, {}, 'auth-required'],
  ])('on an answer %s', (_what, status, at, headers, reason) => {
    const body = '{"jsonrpc":"2.0","error":{"code":-32700,"message":"Parse error"},"id":null}';
    const answer = { ...asked, url: at, status, headers: headers as Record<string, string>, body };

    expect(judgeAnswer(answer, now).evidence).toEqual({ kind: 'unlistable', reason });
  });

  it('on a 200 of an MCP server is not that it is free', () => {
    const body = 'event: message\ndata: {"jsonrpc" : "2.0", "error":{"message":"Accept text/event-stream"}}';

    expect(judge(200, {}, body).evidence).toEqual({ kind: 'unlistable', reason: 'mcp-tool-missing' });
  });

  it.each([
    ['unreachable-dns', { kind: 'no-answer', reason: 'unreachable-dns' }],
    ['unreachable-connect', { kind: 'no-answer', reason: 'unreachable-connect' }],
    ['unreachable-tls', { kind: 'no-answer', reason: 'unreachable-tls' }],
    ['unreachable-timeout', { kind: 'no-answer', reason: 'unreachable-timeout' }],
    ['private-address', { kind: 'unlistable', reason: 'private-address' }],
    ['port-not-allowed', { kind: 'unlistable', reason: 'port-not-allowed' }],
    ['body-too-large', { kind: 'unlistable', reason: 'body-too-large' }],
    ['headers-too-large', { kind: 'unlistable', reason: 'headers-too-large' }],
    ['redirect-off-origin', { kind: 'unlistable', reason: 'redirect-off-origin' }],
    ['too-many-redirects', { kind: 'unlistable', reason: 'too-many-redirects' }],
    ['bad-response', { kind: 'unlistable', reason: 'bad-response' }],
    ['probes-off', null],
  ] as const)('on no answer, %s', (reason, evidence) => {
    expect(judgeFailure(reason)).toEqual(evidence);
  });
});

describe('X-Robots-Tag', () => {
  it.each([
    ['noindex', true],
    ['nofollow, NOINDEX', true],
    ['none', true],
    ['bazaar: noindex', true],
    ['googlebot: noindex', false],
    ['googlebot: noindex, nofollow', false],
    ['googlebot: nofollow, bazaar: noindex', true],
    ['unavailable_after: 25 Jun 2010, noindex', true],
    ['max-snippet: 10', false],
    ['noindexing', false],
    [undefined, false],
  ])('%s forbids listing: %s', (header, forbids) => {
    expect(saysNoindex(header)).toBe(forbids);
  });

  it('is read as far as anybody would write one', () => {
    expect(saysNoindex(`${'a,'.repeat(200)}noindex`)).toBe(true);
    expect(saysNoindex(`${'a,'.repeat(65_000)}noindex`)).toBe(false);
  });
});
