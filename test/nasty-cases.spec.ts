import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Real cases that what reads, normalizes, probes or ranks listings must survive, by number. */
const CASES: Readonly<Record<number, string>> = {
  1: 'a URL of another scheme',
  2: 'local hosts in a public catalogue',
  3: 'rows without anything to pay',
  4: 'one name for times in seconds, milliseconds and ISO 8601',
  5: 'url, resource, resource: {url}, endpoint',
  6: 'path templates as URLs',
  7: 'a template beside its instances, and two orders of one list',
  8: 'an identifier of 77 digits in the path',
  9: 'percent-encoding that must not be decoded',
  10: 'a path of mixed case',
  11: 'a host for each build of one service',
  12: 'tunnels that die within hours',
  13: 'a tailnet name, addresses in names, a bare address with a port',
  14: 'source code scraped as a URL',
  15: 'duplicates by slash, www., port, fragment or query',
  16: 'a generic twin that is cheaper',
  17: 'exact duplicates in one pull',
  18: 'a free row that speaks two versions at once',
  19: 'real purchases of thousands of dollars',
  20: 'prices far below a cent',
  21: 'price dialects of manifests',
  22: 'price hints of another rail',
  23: 'one chain under many names',
  24: 'addresses in several spellings',
  25: 'a symbol or a longer name in place of an asset',
  26: 'a token name that is not ASCII, or not the usual one',
  27: 'a resource object where a URL is due',
  28: 'a resource at the top and in each option; empty texts',
  29: '21 options, and one bad option beside a good one',
  30: 'hosts that answer something else than 402',
  31: 'method and URL in one string',
  32: 'a manifest of 793 kB',
  33: 'an OpenAPI document of 23 servers, and four dialects of x-payment-info',
  34: 'two payees over time',
  35: 'a receipt that is new in every answer',
  36: 'a thousand hosts with one sentence of description each',
  37: 'a directory that takes any page for a paid service',
  38: 'a name doubled by templating, and no tags',
  39: 'a type that does not say what it is',
  40: 'counters that are above zero on all listings',
};

/** What no test proves yet, and the part of the product that brings the test with it. */
const OPEN: Readonly<Record<number, string>> = {
  36: 'ranking: near-identical listings of one owner are folded',
  40: 'ranking: usage by distinct payers',
};

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const THIS = join('test', 'nasty-cases.spec.ts');

/** The numbers that titles of tests name, `(nasty case 7)`, each with the files that do. */
function namedInSpecs(): ReadonlyMap<number, readonly string[]> {
  const specs = ['apps', 'libs', 'test']
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        join(folder, file),
      ),
    )
    .filter((file) => /[.-]spec\.ts$/.test(file) && file !== THIS && !file.includes('node_modules'));
  const named = new Map<number, string[]>();
  for (const file of specs) {
    const text = readFileSync(join(ROOT, file), 'utf8');
    for (const [, number] of text.matchAll(/['"`][^'"`\n]*\(nasty case (\d+)\)[^'"`\n]*['"`]/g)) {
      named.set(Number(number), [...(named.get(Number(number)) ?? []), file]);
    }
  }
  return named;
}

const named = namedInSpecs();

it('there are 40 of them', () =>
  expect(Object.keys(CASES).map(Number)).toEqual(Array.from({ length: 40 }, (_, at) => at + 1)));

const cases = Object.entries(CASES).map(([number, name]) => {
  const reason = OPEN[Number(number)];
  return { number: Number(number), name, status: reason === undefined ? 'tested' : `open (${reason})` };
});

it.each(cases)('$number. $name: $status', ({ number, status }) => {
  const files = named.get(number) ?? [];

  if (status === 'tested') expect(files).not.toEqual([]);
  else expect(files).toEqual([]);
});

it('no test names a case that there is not', () =>
  expect([...named.keys()].filter((number) => !Object.hasOwn(CASES, number))).toEqual([]));
