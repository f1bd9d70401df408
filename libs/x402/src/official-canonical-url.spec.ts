import { extractDiscoveryInfo } from '@x402/extensions/bazaar';
import fc from 'fast-check';

import { besideOfficial, orNull } from '../../../test/builders/beside-official.js';
import { canonicalUrl } from './canonical-url.js';

const SCHEMES = [
  'https://',
  'https://',
  'https://',
  'http://',
  'HTTPS://',
  ' https://',
  'https:',
  'https:/\\',
  '//',
  '',
];
/** Not `mcp://`: what the official function makes of one, `null/get_weather`, names nothing. */
const OTHER_SCHEMES = ['ftp://', 'ws://', 'monopoly://', 'data:', 'javascript:'];
const USERS = ['', '', '', '', 'user:pw@', 'user@', '@', 'a@b@'];
const HOSTS = [
  'api.example.com',
  'API.Example.COM',
  'bücher.example',
  '1.2.3.4',
  '0x7f.1',
  '[::1]',
  'a.example.',
  'a.example..',
  'a..example',
  'a_b',
  '',
];
const PORTS = ['', '', '', ':443', ':80', ':8443', ':0', ':', ':99999'];
const PATHS = [
  '/a',
  '/Weather/',
  '',
  '/',
  '//double',
  '/a/../b',
  '/./a',
  '/a%20b',
  '/a b',
  '/%2e%2e/x',
  '/é',
  '/a;v=1',
  '\\a',
];
const TAILS = ['', '', '?city=SF', '#now', '?a=/x#y', '?', '#', ' ', '\n', '\u0000', '/'.repeat(2048)];

const parts = fc.tuple(
  fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...SCHEMES) }, fc.constantFrom(...OTHER_SCHEMES)),
  fc.constantFrom(...USERS),
  fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...HOSTS) }, fc.string({ maxLength: 5 })),
  fc.constantFrom(...PORTS),
  fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...PATHS) }, fc.string({ unit: 'binary', maxLength: 5 })),
  fc.constantFrom(...TAILS),
);
const url = fc.oneof(
  { weight: 9, arbitrary: parts.map((all) => all.join('')) },
  { weight: 1, arbitrary: fc.webUrl({ withFragments: true, withQueryParameters: true }) },
);

const extensions = { bazaar: { info: { input: { type: 'http', method: 'GET' } }, schema: {} } };
const official = (text: string): string | null =>
  orNull(() => {
    const payload = { x402Version: 2, resource: { url: text }, extensions };
    return extractDiscoveryInfo(payload as never, {} as never, false)?.resourceUrl ?? null;
  });

it('knows a resource by the URL by which extractDiscoveryInfo knows it', () => {
  besideOfficial<string, string | null>({
    inputs: url,
    official,
    ours: (text) => {
      const canonical = canonicalUrl(text);
      return canonical.ok ? canonical.value.resource : null;
    },
    deviations: [
      {
        why: 'what is neither http nor https has no origin, and is no address of a resource',
        apply: (known, text) => (/^\s*https?:/i.test(text) ? known : null),
      },
      {
        why: 'a name with an empty label is none that anybody can have',
        apply: (known) => (/^https?:\/\/(?:[^/:]*\.)?\.[^/]*/.test(known ?? '') ? null : known),
      },
      {
        why: 'a dot behind a host is that of the root: the same host',
        apply: (known) => known?.replace(/^(https?:\/\/[^/:]+)\.(?=[:/])/, '$1') ?? null,
      },
      {
        why: 'a name has 2048 bytes at most',
        apply: (known) => (Buffer.byteLength(known ?? '') > 2048 ? null : known),
      },
    ],
  });
});
