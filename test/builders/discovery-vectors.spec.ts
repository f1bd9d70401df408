import { readdirSync, readFileSync } from 'node:fs';

import { vectors } from './discovery-vectors.js';

const root = new URL('../../', import.meta.url);
const specs = ['apps', 'libs', 'test'].flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('spec.ts') && !name.includes('node_modules'))
    .map((name) => readFileSync(new URL(`${folder}/${name}`, root), 'utf8'))
    .filter((text) => text.includes('/discovery-vectors.js')),
);
const named = (pattern: RegExp) =>
  new Set(specs.flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name)));

it('every group of the vectors is run by some spec', () => {
  const groups = Object.entries(vectors).flatMap(([name, value]) =>
    typeof value === 'object' && name !== 'ours' ? [name] : [],
  );
  const run = named(/\bvectors\s*\.(\w+)/g);

  expect(groups.length).toBeGreaterThan(15);
  expect(groups.filter((name) => !run.has(name))).toEqual([]);
});

it('every rule of our own is proved by some spec', () => {
  const run = named(/\bourRule\('(\w+)'\)/g);

  expect(vectors.ours.cases.map(({ id }) => id).filter((id) => !run.has(id))).toEqual([]);
});
