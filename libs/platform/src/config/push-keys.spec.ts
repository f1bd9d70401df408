import { loadConfig } from './config.js';

const KEY = 'k3y-of-acme-0123456789';
const keysOf = (PUSH_KEYS: string) => loadConfig({ PUSH_KEYS }).PUSH_KEYS;

describe('PUSH_KEYS', () => {
  it('is empty where nobody may push', () => {
    expect(loadConfig({}).PUSH_KEYS).toEqual([]);
  });

  it('names who holds which key; one may hold two', () => {
    expect(keysOf(`acme:${KEY}, acme:${KEY}2,pay.example:a/b+c.d~e_f-0123456789==`)).toEqual([
      { name: 'acme', key: KEY },
      { name: 'acme', key: `${KEY}2` },
      { name: 'pay.example', key: 'a/b+c.d~e_f-0123456789==' },
    ]);
  });

  it.each([
    ['a key without a name', KEY],
    ['a key that can be guessed', 'acme:secret'],
    ['a name that is none', `Acme Inc:${KEY}`],
    ['a key that no header can carry', `acme:${KEY} x`],
    ['the same key for two', `acme:${KEY},other:${KEY}`],
  ])('stops the start, and shows no key: %s', (_what, text) => {
    const start = () => keysOf(text);

    expect(start).toThrow(/PUSH_KEYS/);
    expect(start).not.toThrow(/k3y|secret/);
  });
});
