import { sanitizeResourceServiceMetadata } from '@x402/extensions/bazaar';
import fc from 'fast-check';

import { besideOfficial } from '../../../../test/builders/beside-official.js';
import { readServiceMetadata } from './service-metadata.js';

interface Metadata {
  readonly serviceName: string | null;
  readonly tags: readonly string[];
  readonly iconUrl: string | null;
}

const oddWord = fc.constantFrom(
  '',
  ' ',
  'Café',
  'x'.repeat(32),
  'x'.repeat(33),
  'a\u0000b',
  'a\u0085b',
  '\u202eok',
  '\ttab',
);
const word = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('Weather', 'weather', 'WEATHER', 'maps', 'fx rates', 'a~b', '  ') },
  { weight: 2, arbitrary: oddWord },
  { weight: 1, arbitrary: fc.string({ unit: 'binary-ascii', maxLength: 34 }) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(7, null, {}, ['weather'], true) },
);
const tags = fc.oneof(
  { weight: 20, arbitrary: fc.array(word, { maxLength: 9 }) },
  { weight: 1, arbitrary: fc.nat({ max: 3 }).map((good) => [...Array<number>(98 + good).fill(7), 'late']) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>('weather', null, {}, { 0: 'weather', length: 1 }) },
);

const HOSTS = [
  'cdn.example',
  'CDN.Example',
  'bücher.example',
  'a_b.example',
  'cdn.example:8443',
  'xn--bcher-kva.example',
];
const LOCAL = [
  'localhost',
  'LOCALHOST',
  'localhost.',
  'foo.localhost',
  'localhost.localdomain',
  'ip6-loopback',
  'loc%61lhost',
];
const NUMBERS = [
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '1.2.3.4.',
  '[::1]',
  '１２７.0.0.1',
  '%31',
  '1.2.3.4.5',
  '0xzz',
];
const host = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...HOSTS) },
  { weight: 2, arbitrary: fc.constantFrom(...LOCAL) },
  { weight: 2, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
);
const icon = fc.oneof(
  {
    weight: 20,
    arbitrary: fc
      .tuple(
        fc.constantFrom('https://', 'https://', 'http://', 'HTTPS://', 'ftp://', 'data:', '//', 'https:'),
        fc.constantFrom('', '', '', 'u:p@', 'u@', ':p@'),
        host,
        fc.constantFrom(
          '/w.png',
          '',
          '/a b.png',
          '/../w.png?x#y',
          '/\n',
          '/w.png',
          `/${'x'.repeat(2048)}`,
          `/${'é'.repeat(999)}`,
        ),
      )
      .map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.constantFrom<unknown>('', null, 7, {}) },
  { weight: 1, arbitrary: fc.webUrl() },
);
const resource = fc.record({ serviceName: word, tags, iconUrl: icon }, { requiredKeys: [] });

const sanitized = (input: object): Metadata => {
  const {
    serviceName = null,
    tags: kept = [],
    iconUrl = null,
  } = sanitizeResourceServiceMetadata(input as never);
  return { serviceName, tags: kept, iconUrl };
};
const isFilled = (text: string): boolean => text.trim() !== '';

it('keeps of a service what sanitizeResourceServiceMetadata keeps', () => {
  besideOfficial<{ tags?: unknown }, Metadata>({
    inputs: resource,
    official: sanitized,
    ours: (input) => {
      const { issues: _issues, ...kept } = readServiceMetadata({ ...input });
      return kept;
    },
    deviations: [
      {
        why: 'a name of spaces is none',
        apply: (kept) =>
          kept.serviceName === null || isFilled(kept.serviceName) ? kept : { ...kept, serviceName: null },
      },
      {
        why: 'a tag of spaces is none, and takes no place from another',
        apply: (kept, { tags: stated }) =>
          kept.tags.every(isFilled)
            ? kept
            : {
                ...kept,
                tags: sanitized({ tags: (stated as unknown[]).filter((tag) => String(tag).trim() !== '') })
                  .tags,
              },
      },
      {
        why: 'no more than a hundred tags are looked at',
        apply: (kept, { tags: stated }) =>
          Array.isArray(stated) && stated.length > 100
            ? { ...kept, tags: sanitized({ tags: stated.slice(0, 100) }).tags }
            : kept,
      },
      {
        why: "every name below localhost is the reader's own machine, also with a dot behind it; dots alone are no host",
        apply: (kept) =>
          kept.iconUrl !== null && /^\.+$|(?:^|\.)localhost\.?$/.test(new URL(kept.iconUrl).hostname)
            ? { ...kept, iconUrl: null }
            : kept,
      },
      {
        why: 'a URL is kept as it would be asked for, so that nothing reads it otherwise than we have checked it',
        apply: (kept) => (kept.iconUrl === null ? kept : { ...kept, iconUrl: new URL(kept.iconUrl).href }),
      },
      {
        why: 'what is longer than 2048 characters once it is encoded is too long',
        apply: (kept) => ((kept.iconUrl?.length ?? 0) > 2048 ? { ...kept, iconUrl: null } : kept),
      },
    ],
  });
});
