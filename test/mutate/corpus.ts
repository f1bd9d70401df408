import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { aChallenge } from '../builders/a-challenge.js';

type Fields = Readonly<Record<string, unknown>>;

const FIXTURES = new URL('../fixtures/x402/', import.meta.url);
/** Real answers, where somebody collected them. */
const COLLECTED = process.env.COLLECTED_DATA ?? '../shared/data';
const FOLDERS = [
  'captures',
  'captures/hostile-fixtures/challenges',
  'captures/hostile-fixtures/hostile',
  'catalog',
];
const TEXT_CHARS_MAX = 20_000_000;
/** Longer ones cost time and say no more. */
const CHALLENGE_CHARS_MAX = 40_000;
const SAME_SHAPE_MAX = 3;

/** Challenges and catalogue items to begin with: those of our fixtures, and those that were collected. */
export function readCorpus(): readonly unknown[] {
  const found = [aChallenge(), ...texts().flatMap((text) => valuesOf(text).flatMap(challengesIn))];
  const seen = new Map<string, number>();
  return found.filter((challenge) => {
    const text = JSON.stringify(challenge);
    const shape = shapeOf(challenge);
    const times = (seen.get(shape) ?? 0) + 1;
    seen.set(shape, times);
    return text.length <= CHALLENGE_CHARS_MAX && times <= SAME_SHAPE_MAX;
  });
}

const texts = (): readonly string[] => [
  ...readdirSync(FIXTURES).map((name) => readFileSync(new URL(name, FIXTURES), 'utf8')),
  ...FOLDERS.map((folder) => join(COLLECTED, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.(?:jsonl?|txt)$/.test(entry.name))
        .map(({ name }) => readFileSync(join(folder, name), 'utf8')),
    ),
];

/** A document, or one value a line. */
function valuesOf(text: string): readonly unknown[] {
  if (text.length > TEXT_CHARS_MAX) return [];
  const whole = jsonOf(text);
  return whole === undefined ? text.split('\n').map(jsonOf) : [whole];
}

/** Every object inside that states offers or describes a call, however deep; base64 is looked into. */
function challengesIn(value: unknown): readonly unknown[] {
  if (typeof value === 'string')
    return value.startsWith('eyJ') ? challengesIn(jsonOf(Buffer.from(value, 'base64').toString('utf8'))) : [];
  if (typeof value !== 'object' || value === null) return [];
  const fields = value as Fields;
  if (Array.isArray(fields.accepts)) return [value];
  if (isRecord(fields.info) && isRecord(fields.info.input))
    return [aChallenge({ extensions: { bazaar: fields } })];
  if (typeof fields.scheme === 'string' && typeof fields.network === 'string')
    return [aChallenge({ accepts: [fields] })];
  return Object.values(fields).flatMap(challengesIn);
}

/** Which fields there are: sellers of one kind differ in their words alone. */
function shapeOf(value: unknown): string {
  if (Array.isArray(value)) return `[${shapeOf(value[0])}]`;
  if (!isRecord(value)) return typeof value;
  return `{${Object.keys(value)
    .map((key) => `${key}:${shapeOf(value[key])}`)
    .join()}}`;
}

const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
