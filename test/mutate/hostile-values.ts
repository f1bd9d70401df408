import { type Random } from './random.js';

/** What no seller means, and somebody may send: each is put in place of a value. */
const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -0,
  -1,
  0.1,
  1e300,
  2 ** 53,
  '',
  ' ',
  '0',
  '-1',
  '1e3',
  '0x10',
  '$0.01',
  '0.0000000000000000001',
  '\u0000',
  '\ud800',
  '\udfff\ud800',
  '\u202e\u2066exe.gnp',
  '\u200b\ufeff\u00ad',
  'e\u0301'.repeat(200),
  '\ufdfa'.repeat(300),
  '__proto__',
  'constructor',
  'eip155:8453',
  'base',
  'solana',
  'xrpl:0',
  'stellar:pubnet',
  'lightning:mainnet',
  'cloudflare:402',
  'card:visa',
  'eip155:*',
  'usdc:eip155:8453:0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913',
  'https://[::1]/',
  'https://xn--a.example/%2e%2e/%00',
  'mcp://tool/x',
  'javascript:alert(1)',
  '/a/:b/:c',
  '/%25%32%35%25%32%35',
  '/../..',
  [],
  [[]],
  [null],
  {},
  { toString: 1, valueOf: 1, length: -1 },
  { $ref: 'https://a.example/schema' },
];

/** Long enough to hurt whoever is not linear. */
const LONG: readonly string[] = [
  '9',
  'a',
  '1',
  'z',
  ':',
  '/',
  '%25',
  '=',
  '\u0000',
  '\ud83d',
  ' ',
  '-',
  '0x',
  'é',
  '\\',
];

const KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'toJSON',
  'then',
  'length',
  '',
  ' ',
  '\u0000',
  '\ud800',
  'accepts',
  'extra',
  'bazaar',
  'info',
  'schema',
  'input',
  'amount',
  'maxAmountRequired',
  'resource',
  'x402/error',
  '0',
];

const DEEP_MAX = 3_000;
const LONG_MAX = 300_000;

export const hostileKey = (random: Random): string => random.pick(KEYS);

export function hostileValue(random: Random): unknown {
  const value = structuredClone(random.pick(VALUES));
  if (random.happens(0.8)) return value;
  return random.happens(0.5) ? longText(random) : nested(random, value);
}

/** Mostly short of the limits that are looked at, sometimes beyond them all. */
export function longText(random: Random): string {
  const length = Math.ceil(LONG_MAX ** (random.next() * random.next()));
  return random.pick(LONG).repeat(length).slice(0, length);
}

export function nested(random: Random, inmost: unknown): unknown {
  const depth = random.happens(0.7) ? random.below(80) : random.below(DEEP_MAX);
  const key = random.happens(0.5) ? null : hostileKey(random);
  let value = inmost;
  for (let level = 0; level < depth; level++)
    value = key === null ? [value] : Object.fromEntries([[key, value]]);
  return value;
}
