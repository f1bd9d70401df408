import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import {
  type CatalogItem,
  type DocumentReading,
  type InDomain,
  readCatalogItem,
  readFacilitatorPage,
  readSupported,
  readWellKnown,
} from '@bazaar/x402';
import { getDomain } from 'tldts';

import { collectedFolder, collectedRows, describeCollected } from './collected.js';

const FOLDER = collectedFolder('../manifests');
/** Of processor time, for documents of up to 1 MiB; the machine may be busy, so the best of a few counts. */
const MS_MAX = 100;
const ATTEMPTS = 10;

const isOfOwner: InDomain = (host, owner) => {
  const [one, other] = [host, owner].map((name) => getDomain(name, { allowPrivateDomains: true }) ?? name);
  return one === other;
};

/** Where each document stood: its folder is the host, its file name the path. */
const documents = (): readonly { name: string; at: URL; text: string }[] =>
  readdirSync(FOLDER).flatMap((host) =>
    readdirSync(join(FOLDER, host)).map((file) => ({
      name: `${host}/${file}`,
      at: new URL(`https://${host}/${file.replace(/^well-known-x402.*/, '.well-known/x402')}`),
      text: readFileSync(join(FOLDER, host, file), 'utf8'),
    })),
  );

/** What a document was found to hold; `priced` counts offers and prices said alone. */
interface Row {
  readonly dialect: string | null;
  readonly found: number;
  /** Of those found, the ones of other domains. */
  readonly foreign: number;
  readonly priced: number;
  readonly pointer: number;
  readonly named: number;
  readonly refused: readonly string[];
}

function rowOf({ dialect, entries, foreign, named, issues }: DocumentReading): Row {
  const found = [...entries, ...foreign];
  const isPriced = ({ reading, price }: CatalogItem): boolean => reading !== null || price !== null;
  return {
    dialect,
    found: found.length,
    foreign: foreign.length,
    priced: found.filter(({ item }) => isPriced(item)).length,
    pointer: found.filter(({ isPointer }) => isPointer).length,
    named: named.length,
    refused: issues.map(({ code }) => code),
  };
}

const row = (
  dialect: string,
  [found, foreign, priced, pointer, named]: readonly [number, number, number, number, number],
): Row => ({ dialect, found, foreign, priced, pointer, named, refused: [] });

const EXPECTED: Readonly<Record<string, Row>> = {
  'apimesh.xyz/openapi.json': row('openapi', [0, 0, 0, 0, 69]),
  'apimesh.xyz/well-known-x402': row('resources', [21, 0, 0, 21, 0]),
  'apimesh.xyz/well-known-x402.json': row('apis', [23, 0, 0, 23, 0]),
  'mcp-x402.onrender.com/openapi.json': row('openapi', [71, 0, 71, 0, 7]),
  'tensorfeed.ai/openapi.json': row('openapi', [10, 0, 10, 0, 38]),
  'tensorfeed.ai/well-known-x402.2026-early.json': row('items', [14, 0, 14, 0, 0]),
  'tensorfeed.ai/well-known-x402.json': row('items', [168, 0, 168, 0, 0]),
  'terminalfeed.io/openapi.json': row('openapi', [6, 0, 6, 0, 50]),
  'terminalfeed.io/well-known-x402.json': row('items', [2, 0, 2, 0, 0]),
  'tools.tx402.io/well-known-x402.json': row('resources', [5, 0, 0, 5, 0]),
  'tunnelmind.ai/well-known-x402.json': row('paid_endpoints', [2, 0, 0, 2, 0]),
  'www.scriptmasterlabs.com/well-known-x402': row('featuredProducts', [4, 4, 0, 4, 0]),
  'www.scriptmasterlabs.com/well-known-x402.json': row('capability_catalog', [40, 40, 0, 40, 0]),
  'x402-api.onrender.com/openapi.json': row('openapi', [25, 0, 0, 25, 5]),
  'x402.aurelianflo.com/well-known-x402.json': row('resources', [6, 0, 0, 6, 0]),
  'x402engine.app/agent-manifest.v1.json': row('endpoints', [82, 82, 0, 82, 0]),
  'x402engine.app/agent.json': row('no list', [0, 0, 0, 0, 0]),
  'x402trustlayer.xyz/openapi.json': row('openapi', [62, 0, 62, 0, 6]),
};

const tableOf = (rows: Readonly<Record<string, Row>>): string =>
  [
    '| document | dialect | found | foreign | priced | pointer | named | refused |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |',
    ...Object.entries(rows).map(
      ([name, { dialect, found, foreign, priced, pointer, named, refused }]) =>
        `| ${[name, dialect, found, foreign, priced, pointer, named, refused.join(', ') || '-'].join(' | ')} |`,
    ),
  ].join('\n');

describeCollected('documents that sellers publish', () => {
  it('are each read by their dialect', () => {
    const rows = Object.fromEntries(
      documents().map(({ name, at, text }) => [name, rowOf(readWellKnown(JSON.parse(text), at, isOfOwner))]),
    );

    expect(rows).toEqual(EXPECTED);
    console.log(tableOf(rows));
  });

  it('are read in time, however long they are (nasty case 32)', () => {
    const slow = documents().filter(({ at, text }) => {
      const spent = Array.from({ length: ATTEMPTS }, () => {
        const before = process.cpuUsage();
        readWellKnown(JSON.parse(text), at);
        const { user, system } = process.cpuUsage(before);
        return (user + system) / 1000;
      });
      return Math.min(...spent) > MS_MAX;
    });

    expect(slow.map(({ name }) => name)).toEqual([]);
  });

  it('name the operations that were found in them by hand', () => {
    const operations = catalogRows('seller-listings').filter(({ kind }) =>
      kind.endsWith('/openapi-operation'),
    );
    const found = new Map(
      documents()
        .filter(({ name }) => name.endsWith('/openapi.json'))
        .map(({ at, text }) => [at.host, readWellKnown(JSON.parse(text), at)]),
    );
    const missing = operations.filter(({ url, item }) => {
      const { entries = [], named = [] } = found.get(new URL(url).host) ?? {};
      const path = url.replace(/\{(\w+)\}/g, ':$1');
      return ![...entries, ...named].some((known) => known.method === item['method'] && known.url === path);
    });

    expect(operations).toHaveLength(179);
    expect(missing.map(({ url }) => url)).toEqual([]);
  });
});

describeCollected('what facilitators serve', () => {
  it('is a page in either envelope, every row of it known by its URL', () => {
    const rows = catalogRows('facilitator-rows').map(({ item }) => item);

    for (const page of [
      { x402Version: 2, items: rows },
      { resources: rows, pagination: null },
    ]) {
      const read = readFacilitatorPage(page);
      const items = read.ok ? read.value.items.map((item) => readCatalogItem(item)) : [];
      expect(items.map(({ ok }) => ok)).toEqual(rows.map(() => true));
    }
  });

  it('is what they support, of either version', () => {
    const answers = collectedRows('facilitator-supported.jsonl').map(({ item }) => readSupported(item));
    const kinds = answers.flatMap((answer) => (answer.ok ? answer.value.kinds : []));

    expect(answers.map((answer) => answer.ok && answer.value.issues.length === 0)).not.toContain(false);
    expect(kinds.filter(({ network }) => !network.includes(':'))).toEqual([]);
    expect(new Set(kinds.map(({ x402Version }) => x402Version))).toEqual(new Set([1, 2]));
  });
});

function catalogRows(file: string): ReturnType<typeof collectedRows> {
  return collectedRows(`../catalog/${file}.jsonl`);
}
