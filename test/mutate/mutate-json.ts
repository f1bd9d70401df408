import { hostileKey, hostileValue, longText, nested } from './hostile-values.js';
import { type Random } from './random.js';

type Container = Record<string, unknown> | unknown[];

/** One place of a JSON value: what holds it, and under which key. */
interface Place {
  readonly holder: Container;
  readonly key: string;
}

const COPIES_MAX = 200;
const PLACES_MAX = 5_000;

/** Changes a value somewhere inside; the value is given up, and may be what comes back. */
export function mutateJson(value: unknown, donor: unknown, random: Random): unknown {
  const places = placesOf(value);
  if (places.length === 0) return hostileValue(random);
  const { holder, key } = random.pick(places);
  const found = Reflect.get(holder, key) as unknown;
  const change = random.pick(CHANGES);
  const changed = change(found, { random, donor, holder, key });
  if (changed !== REMOVED && changed !== IN_PLACE) set(holder, key, changed);
  return value;
}

const REMOVED = Symbol('removed');
const IN_PLACE = Symbol('in place');

interface Around extends Place {
  readonly random: Random;
  readonly donor: unknown;
}

const CHANGES: readonly ((found: unknown, around: Around) => unknown)[] = [
  (_found, { random }) => hostileValue(random),
  (_found, { random }) => longText(random),
  (found, { random }) => nested(random, found),
  (_found, { holder, key }) => remove(holder, key),
  otherType,
  (found, { random }) => withIntruder(found, random),
  (found, { random, holder, key }) => rename(found, holder, key, random),
  (_found, { random, donor }) => pickInside(donor, random),
  (found, { random, holder }) => copyIn(found, holder, random),
  (_found, { random, holder }) =>
    structuredClone(Reflect.get(holder, random.pick(Object.keys(holder)))) as unknown,
];

/** A number as a text, a text as a number, one thing as a list of it, a list as its first. */
function otherType(found: unknown): unknown {
  if (typeof found === 'number') return String(found);
  if (typeof found === 'string') return Number.isNaN(Number(found)) ? [found] : Number(found);
  if (Array.isArray(found)) return found[0] ?? {};
  return found !== null && typeof found === 'object' ? Object.values(found) : [found];
}

/** Something unseen, or absurdly much, inside a text. */
function withIntruder(found: unknown, random: Random): unknown {
  if (typeof found !== 'string') return hostileValue(random);
  const at = random.below(found.length + 1);
  const intruder = random.pick([
    '\u0000',
    '\ud800',
    '\u202e',
    '\u200b',
    ' ',
    '\n',
    '%',
    '::',
    '/',
    '"',
    longText(random),
  ]);
  return found.slice(0, at) + intruder + found.slice(at + random.below(2));
}

function remove(holder: Container, key: string): symbol {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else Reflect.deleteProperty(holder, key);
  return REMOVED;
}

function rename(found: unknown, holder: Container, key: string, random: Random): symbol {
  remove(holder, key);
  if (Array.isArray(holder)) holder.push(found);
  else set(holder, hostileKey(random), found);
  return IN_PLACE;
}

/** A whole part of another challenge. */
function pickInside(donor: unknown, random: Random): unknown {
  const places = placesOf(donor);
  if (places.length === 0) return structuredClone(donor);
  const { holder, key } = random.pick(places);
  return structuredClone(Reflect.get(holder, key)) as unknown;
}

/** The same again, many times where it stands in a list. */
function copyIn(found: unknown, holder: Container, random: Random): unknown {
  if (!Array.isArray(holder)) return { ...holder, again: structuredClone(holder) };
  const copies = random.happens(0.9) ? random.below(5) : random.below(COPIES_MAX);
  for (let copy = 0; copy < copies; copy++) holder.push(structuredClone(found));
  return IN_PLACE;
}

/** Also where the key is `__proto__`, which an assignment would not make. */
const set = (holder: Container, key: string, value: unknown): void =>
  void Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });

function placesOf(value: unknown): readonly Place[] {
  const places: Place[] = [];
  const waiting: unknown[] = [value];
  for (let next = waiting.pop(); next !== undefined && places.length < PLACES_MAX; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    for (const key of Object.keys(next)) {
      places.push({ holder: next as Container, key });
      waiting.push(Reflect.get(next, key));
    }
  }
  return places;
}
