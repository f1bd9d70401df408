import { vectors } from '../../../test/builders/discovery-vectors.js';
import { canonicalUrl } from './canonical-url.js';
import {
  hasValidForm,
  isValidRouteTemplate,
  templateMatchesPath,
  templateParameters,
} from './route-template.js';

const resourceOf = (url: string, template?: string): string | null => {
  const canonical = canonicalUrl(url);
  if (!canonical.ok) return null;
  const { origin, resource } = canonical.value;
  const counts =
    isValidRouteTemplate(template) && templateMatchesPath(template, resource.slice(origin.length));
  return counts ? origin + template : resource;
};

describe('canonicalUrl', () => {
  it.each(vectors.canonicalUrl.cases.filter(({ ours }) => ours === undefined))(
    'reads $url as the SDK does',
    (vector) => {
      expect(resourceOf(vector.url, vector.routeTemplate)).toBe(vector.expect.resourceUrl ?? null);
    },
  );

  it.each(vectors.identity.cases)('tells whether $a and $b are one resource', ({ a, b, same }) => {
    const keyOf = (asked: (typeof vectors.identity.cases)[number]['a']) => [
      resourceOf(asked.url, asked.routeTemplate),
      asked.method,
      asked.toolName,
    ];

    expect(JSON.stringify(keyOf(a)) === JSON.stringify(keyOf(b))).toBe(same);
  });

  it.each([
    [
      'a host with the root’s dot',
      'https://API.example.com./a?b=1',
      'https://api.example.com/a',
      'https://api.example.com',
    ],
    ['a tool identifier', 'mcp://tool/get_weather', 'mcp://tool/get_weather', 'mcp://tool'],
    [
      'a query behind a tool identifier',
      'mcp://tool/get_weather?x=1#y',
      'mcp://tool/get_weather',
      'mcp://tool',
    ],
    [
      'encoding that must stay (nasty case 9)',
      'https://dns-email-hygiene.relayhop.workers.dev/v1/email/disposable/user%40example.com',
      'https://dns-email-hygiene.relayhop.workers.dev/v1/email/disposable/user%40example.com',
      'https://dns-email-hygiene.relayhop.workers.dev',
    ],
    [
      'mixed case (nasty case 10)',
      'https://SLIDINGBOX.ai/v1/hydrate/sb_5jx362GK2yCdNG3tqZnJKAkyUntpmJVXrWQcU8oyO70',
      'https://slidingbox.ai/v1/hydrate/sb_5jx362GK2yCdNG3tqZnJKAkyUntpmJVXrWQcU8oyO70',
      'https://slidingbox.ai',
    ],
    [
      'a list in the path, in its order (nasty case 7)',
      'https://blockrun.ai/api/v1/defillama/prices/coingecko:bitcoin,coingecko:ethereum',
      'https://blockrun.ai/api/v1/defillama/prices/coingecko:bitcoin,coingecko:ethereum',
      'https://blockrun.ai',
    ],
    [
      'two parameters in the path (nasty case 6)',
      'https://yieldprobe.com/v1/token/:chainId/:address/security',
      'https://yieldprobe.com/v1/token/:chainId/:address/security',
      'https://yieldprobe.com',
    ],
    [
      'a place for a parameter, in the one spelling it has (nasty case 6)',
      'https://a.example/users/{id}',
      'https://a.example/users/%7Bid%7D',
      'https://a.example',
    ],
    [
      'source code in the query for fetching alone (nasty case 14)',
      'https://djd-agent-score.fly.dev/v1/score/basic?wallet=${payerWallet}`',
      'https://djd-agent-score.fly.dev/v1/score/basic',
      'https://djd-agent-score.fly.dev',
    ],
    [
      'no slash that makes a difference (nasty case 15)',
      'https://djd-agent-score.fly.dev',
      'https://djd-agent-score.fly.dev/',
      'https://djd-agent-score.fly.dev',
    ],
  ])('keeps %s', (_what, text, resource, origin) => {
    expect(canonicalUrl(text)).toMatchObject({ ok: true, value: { resource, origin } });
  });

  it('keeps the query for fetching, and neither credentials nor fragment', () => {
    expect(canonicalUrl(' https://u:p@a.example/x?q=1#top ')).toEqual({
      ok: true,
      value: { resource: 'https://a.example/x', origin: 'https://a.example', url: 'https://a.example/x?q=1' },
    });
  });

  it.each([
    ['monopoly://monopoly_game_207_beb33b/prediction/agent0', 'unsupported-scheme'],
    ['ftp://a.example/x', 'unsupported-scheme'],
    ['javascript:alert(1)', 'unsupported-scheme'],
    ['a.example/x', 'not-a-url'],
    ['https://', 'not-a-url'],
    ['https://blocked.example../a', 'not-a-url'],
    ['https://a..example/a', 'not-a-url'],
    ['https://./a', 'not-a-url'],
    ['mcp://', 'not-a-url'],
    ['mcp://tool/a\u0000b', 'not-a-url'],
    [`https://a.example/${'x'.repeat(2048)}`, 'url-too-long'],
    [`https://a.example/?${'x'.repeat(20000)}`, 'url-too-long'],
    [`mcp://tool/${'\u20ac'.repeat(700)}`, 'url-too-long'],
  ])('refuses %.40s', (text, error) => expect(canonicalUrl(text)).toEqual({ ok: false, error }));

  it('counts 2048 bytes, not one more', () => {
    const base = 'https://a.example/';

    expect(canonicalUrl(base + 'x'.repeat(2048 - base.length)).ok).toBe(true);
    expect(canonicalUrl(base + 'x'.repeat(2049 - base.length)).ok).toBe(false);
  });
});

describe('route templates', () => {
  it.each(vectors.routeTemplate.cases)('$input has the form: $valid', ({ input, valid }) =>
    expect(hasValidForm(input)).toBe(valid),
  );

  it.each(['/:var1', '/:var1/:var2', '//:var1', 7, null, undefined])('does not count %j', (template) =>
    expect(isValidRouteTemplate(template)).toBe(false),
  );

  it.each([
    ['/users/:id', '/users/42', true],
    ['/users/:id', '/users/', false],
    ['/users/:id', '/users/42/posts', false],
    ['/users/:id', '/Users/42', false],
    ['/files/:var1', '/files/a', true],
    ['/a', '/a', true],
    ['/a/', '/a', false],
    ['//evil.example/p', '/p', false],
    ['/users/:id.json', '/users/42.json', true],
    ['/users/:id.json', '/users/42', false],
    ['/users/:id.json', '/users/.json', false],
    ['/v:version/:from-:to', '/v2/usd-eur', true],
    ['/v:version/:from-:to', '/v2/usd-', false],
    ['/:a-:b-:c', '/1-2-3-4', true],
    ['/:a-:b-:c', '/1--3', false],
    ['/:a:b', '/1', false],
    ['/:a:b', '/12', true],
    ['/at/:1', '/at/1', false],
  ])('%s matches %s: %s', (template, path, matches) =>
    expect(templateMatchesPath(template, path)).toBe(matches),
  );

  it('is matched at once, whatever its author wrote', () => {
    const startedAt = performance.now();

    expect(templateMatchesPath(`/${':a'.repeat(1000)}.x`, `/${'a'.repeat(2000)}`)).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(100);
  });

  it('names its parameters', () =>
    expect(templateParameters('/v:version/users/:id.json/at/:1')).toEqual(['version', 'id']));
});
