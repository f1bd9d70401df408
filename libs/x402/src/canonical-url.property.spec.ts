import fc from 'fast-check';
import { canonicalUrl } from './canonical-url.js';

/** What stands in a path and may mean something to a server, or to a parser. */
const PATH_PIECES = [
  '/',
  '//',
  '.',
  '..',
  '%2e',
  '%2F',
  '%40',
  '%zz',
  ':id',
  '{id}',
  'Ab',
  'é',
  '₮',
  '\ud800',
  ' ',
  '\t',
  '\\',
  '@',
  ',',
  ';',
  '`',
  '|',
  '"',
  "'",
] as const;
const HOSTS = ['a.example', 'A.EXAMPLE', 'a.example.', 'münchen.example', '[::1]', '127.1', 'a_b.example'];

const path = fc
  .array(fc.oneof(fc.constantFrom(...PATH_PIECES), fc.string({ maxLength: 5 })), { maxLength: 8 })
  .map((pieces) => pieces.join(''));
const around = fc.constantFrom('', ' ', '\u00a0', '\n', '\ufeff');

/** URLs as strangers write them: any scheme we know, credentials, ports, queries, fragments, white space. */
const strangeUrl = fc
  .record({
    before: around,
    scheme: fc.constantFrom('https', 'http', 'HTTPS', 'mcp', 'MCP'),
    credentials: fc.constantFrom('', 'u@', 'u:p@'),
    host: fc.constantFrom(...HOSTS),
    port: fc.constantFrom('', ':80', ':443', ':8080', ':'),
    path,
    rest: fc.constantFrom('', '?', '?q=1', '#x', '?a#b', '?q=${w}`'),
    after: around,
  })
  .map((made) => {
    const { before, scheme, credentials, host, port, path: behind, rest, after } = made;
    return `${before}${scheme}://${credentials}${host}${port}/${behind}${rest}${after}`;
  });
const text = fc.oneof(strangeUrl, fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.string());

const read = (url: string) => {
  const canonical = canonicalUrl(url);
  return canonical.ok ? canonical.value : null;
};

it('the canonical form of a canonical form is itself', () => {
  fc.assert(
    fc.property(text, (url) => {
      const once = read(url);
      fc.pre(once !== null);

      expect(read(once.resource)).toEqual({ ...once, url: once.resource });
      expect(read(once.url)).toEqual(once);
    }),
    { numRuns: 2_000 },
  );
});

it('query, fragment, credentials and default port make no other resource', () => {
  fc.assert(
    fc.property(path, fc.webQueryParameters(), fc.webFragments(), (behind, query, fragment) => {
      const plain = read(`https://a.example/${behind.replace(/[?#]/g, '')}`);
      fc.pre(plain !== null);
      const rest = plain.resource.slice('https://a.example'.length);

      expect(read(`https://u:p@A.example:443${rest}?${query}#${fragment}`)?.resource).toBe(plain.resource);
    }),
  );
});

it('an identifier keeps its path to the letter, so that no two tools share one', () => {
  const name = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .filter((text) => /^[^?#]+$/.test(text));
  fc.assert(
    fc.property(name, (tool) => {
      const canonical = read(`mcp://tool/${tool}`);
      fc.pre(canonical !== null);

      expect(canonical).toMatchObject({ resource: `mcp://tool/${tool}`.trimEnd(), origin: 'mcp://tool' });
    }),
  );
});

it.each(['mcp://user:secret@tool/x', 'mcp://@tool/x', 'mcp://two words/x', 'mcp:///x'])(
  'refuses %s as an identifier',
  (text) => expect(canonicalUrl(text)).toEqual({ ok: false, error: 'not-a-url' }),
);
