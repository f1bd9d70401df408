import { type FilterVector } from '../builders/discovery-vectors.js';

export type Verdict = 'pass' | 'fail' | 'incomplete';

/** What a request was answered; null where there was no answer, or one too large to read. */
export type Answered = { readonly status: number; readonly body: unknown } | null;

export interface Conformance {
  /** 0: conforms, 1: fails, 2: could not be judged. */
  readonly exitCode: 0 | 1 | 2;
  readonly verdicts: Readonly<Record<string, Verdict>>;
}

type Fields = Readonly<Record<string, unknown>>;

interface Item {
  readonly type: string;
  readonly accepts: readonly Fields[];
  readonly extensions: Fields;
}

const MATCHES: Readonly<Record<string, (item: Item, value: string) => boolean>> = {
  type: ({ type }, value) => type === value,
  payTo: ({ accepts }, value) =>
    accepts.some(({ payTo }) => typeof payTo === 'string' && payTo.toLowerCase() === value.toLowerCase()),
  scheme: ({ accepts }, value) => accepts.some(({ scheme }) => scheme === value),
  network: ({ accepts }, value) => accepts.some(({ network }) => network === value),
  extensions: ({ extensions }, value) => Object.hasOwn(extensions, value),
};

/**
 * Runs the vectors of filter honesty against a catalogue: a filter that is asked for is applied, or named in
 * `unappliedFilters`.
 *
 * Source: x402-foundation/x402 specs/extensions/bazaar_discovery_conformance.md (draft, PR #3298).
 */
export async function judgeFilters(
  [baseline, ...vectors]: readonly FilterVector[],
  ask: (path: string) => Promise<Answered>,
): Promise<Conformance> {
  const all = listIn(await ask(pathOf(baseline?.request ?? '')));
  if (all === null) return { exitCode: 2, verdicts: {} };
  const network = leastCommonNetwork(all.items);
  const verdicts: Record<string, Verdict> = {};
  for (const vector of vectors) {
    const isControl = Object.values(vector.filter ?? {}).some((value) => value.startsWith('{'));
    const made = isControl ? { ...vector, filter: { network: network ?? '' } } : vector;
    const path = pathOf(vector.request).replace(/\{\w+\}/, encodeURIComponent(network ?? ''));
    if (isControl && network === null) verdicts[vector.id] = 'incomplete';
    else verdicts[vector.id] = judge(made, await ask(path), isControl ? all.items.length : null);
  }
  const given = Object.values(verdicts);
  const exitCode = given.includes('incomplete') ? 2 : given.includes('fail') ? 1 : 0;
  return { exitCode, verdicts };
}

const pathOf = (request: string): string => request.replace('GET {base}', '');

/** @param foundMax for the positive control: fewer items than these, and at least one, must be found */
function judge(vector: FilterVector, answered: Answered, foundMax: number | null): Verdict {
  if (answered?.status === 400)
    return vector.wellFormed !== false || !saysWhy(answered.body) ? 'fail' : 'pass';
  const list = listIn(answered);
  if (list === null) return 'incomplete';
  const { items, total, unapplied } = list;
  if (items.length === 0 && total > 0) return 'fail';
  const wanted = Object.entries(vector.filter ?? {}).filter(([name]) => !unapplied.includes(name));
  const isHonest = wanted.every(([name, value]) =>
    items.every((item) => MATCHES[name]?.(item, value) === true),
  );
  const isControlled =
    foundMax === null || wanted.length === 0 || (items.length > 0 && items.length < foundMax);
  return isHonest && isControlled ? 'pass' : 'fail';
}

const saysWhy = (body: unknown): boolean =>
  isFields(body) && typeof body['error'] === 'string' && body['error'].trim() !== '';

/** Carried by some items and not by all; of the rarest, the first in the alphabet. */
function leastCommonNetwork(items: readonly Item[]): string | null {
  const counts = new Map<string, number>();
  for (const { accepts } of items)
    for (const network of new Set(accepts.map((offer) => offer['network'])))
      if (typeof network === 'string') counts.set(network, (counts.get(network) ?? 0) + 1);
  const some = [...counts].filter(([, count]) => count < items.length);
  some.sort(([a, few], [b, more]) => few - more || (a < b ? -1 : 1));
  return some[0]?.[0] ?? null;
}

function listIn(
  answered: Answered,
): { items: readonly Item[]; total: number; unapplied: readonly string[] } | null {
  if (answered?.status !== 200 || !isFields(answered.body)) return null;
  const { items, pagination, unappliedFilters: unapplied = [] } = answered.body;
  if (!Array.isArray(items) || !isListOf(unapplied, (name) => typeof name === 'string')) return null;
  const read = items.map(itemIn);
  if (!read.every((item) => item !== null)) return null;
  const total = isFields(pagination) ? Number(pagination['total'] ?? 0) : 0;
  return { items: read, total, unapplied };
}

function itemIn(item: unknown): Item | null {
  if (!isFields(item)) return null;
  const { type, accepts } = item;
  const extensions = item['extensions'] ?? {};
  const isWellShaped = typeof type === 'string' && isListOf(accepts, isFields) && isFields(extensions);
  return isWellShaped ? { type, accepts, extensions } : null;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isListOf = <T>(value: unknown, isOne: (entry: unknown) => entry is T): value is readonly T[] =>
  Array.isArray(value) && value.every(isOne);
