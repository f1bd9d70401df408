import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { makeTempFolder } from '../../../../test/setup/script.js';
import { readSourcesFile } from './sources-file.js';

let folder: string;
beforeAll(async () => {
  folder = await makeTempFolder();
});
afterAll(() => rm(folder, { recursive: true }));

const read = async (text: string) => {
  const file = join(folder, 'sources.json');
  await writeFile(file, text);
  return readSourcesFile(file);
};

const one = { name: 'one', kind: 'facilitator', url: 'https://one.example/x402/' };

describe('the file of sources', () => {
  it('is, where none is named, the one beside the program', async () => {
    const sources = await readSourcesFile(undefined);

    expect(sources.map(({ id }) => id)).toEqual(['facilitator:cdp', 'facilitator:payai']);
    expect(sources.filter(({ url }) => !url.startsWith('https://'))).toEqual([]);
  });

  it('may be none', async () => {
    expect(await readSourcesFile('none')).toEqual([]);
  });

  it('names each source by its kind and a word, and its base without a slash', async () => {
    expect(await read(JSON.stringify({ sources: [{ ...one, note: 'ours' }] }))).toEqual([
      { id: 'facilitator:one', kind: 'facilitator', url: 'https://one.example/x402' },
    ]);
  });

  it.each([
    ['no JSON', '{', 'is not JSON'],
    ['no sources', '{}', 'sources'],
    ['a kind nobody knows', JSON.stringify({ sources: [{ ...one, kind: 'oracle' }] }), 'kind'],
    ['no URL', JSON.stringify({ sources: [{ ...one, url: 'one.example' }] }), 'url'],
    ['a URL of a file', JSON.stringify({ sources: [{ ...one, url: 'file:///etc/passwd' }] }), 'url'],
    ['a name that is a sentence', JSON.stringify({ sources: [{ ...one, name: 'The one' }] }), 'name'],
    ['a setting nobody knows', JSON.stringify({ sources: [{ ...one, every: 5 }] }), 'every'],
    ['two of one name', JSON.stringify({ sources: [one, one] }), 'two sources have one name'],
  ])('with %s stops the start with a word of it', async (_what, text, word) => {
    await expect(read(text)).rejects.toThrow(word);
    await expect(read(text)).rejects.toThrow(/^BAZAAR_SOURCES: .*sources\.json/);
  });

  it('that is not there stops the start too', async () => {
    await expect(readSourcesFile(join(folder, 'gone.json'))).rejects.toThrow(/gone\.json cannot be read/);
  });
});
