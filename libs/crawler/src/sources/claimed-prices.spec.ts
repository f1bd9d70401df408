import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { issuesOf } from '@bazaar/catalog';

import { type TestCatalog, aCatalog } from '../../../../test/builders/a-catalog.js';
import { importFile } from './import-file.js';

const USDC = '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913';
const rows = [
  { url: 'https://a.example/x', price: '$0.10' },
  { url: 'https://b.example/x', price: '0.0001 USDC', network: 'base' },
  { url: 'https://c.example/x', price: '0.05' },
  {
    kind: 'operation',
    url: 'https://d.example/x',
    item: { method: 'POST', operation: { 'x-pricing-usd': 0.02 } },
  },
];

let catalog: TestCatalog;
let folder: string;
beforeAll(async () => {
  catalog = await aCatalog();
  folder = await mkdtemp(join(tmpdir(), 'bazaar-import-'));
});
afterAll(async () => {
  await catalog.close();
  await rm(folder, { recursive: true });
});

it('keeps of an imported price an offer, or what was said, or that it cannot be read', async () => {
  const file = join(folder, 'directory.jsonl');
  await writeFile(file, rows.map((row) => JSON.stringify(row)).join('\n'));
  const again = () => importFile(file, catalog);
  expect(await again()).toMatchObject({ kept: 4, fresh: 4, refused: {} });

  const stored = await catalog.database.query<
    {
      resource: string;
      method: string | null;
      issues: string;
      asset: string | null;
      evidence: string;
      price: string;
    }[]
  >(
    `SELECT resource, method, l.issues, asset, o.evidence, o.price_usd AS price
     FROM listing l LEFT JOIN offer o ON o.listing_id = l.id ORDER BY resource`,
  );

  expect(
    stored.map(({ issues, ...row }) => ({ ...row, told: issuesOf(issues).map(({ message }) => message) })),
  ).toMatchObject([
    { resource: 'https://a.example/x', asset: null, told: [expect.stringContaining('(0.1 USD)')] },
    { asset: USDC, evidence: 'CLAIMED', price: '0.0001' },
    { asset: null, told: [expect.stringContaining('(0.05)')] },
    { method: 'POST', asset: null, told: [expect.stringContaining('(0.02 USD)')] },
  ]);
  expect(await again()).toMatchObject({ kept: 4, fresh: 0 });
});
