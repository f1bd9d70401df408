import { JsonBytes } from './json-bytes.js';
import { SIGN } from './json-signs.js';
import { type JsonRecord } from './record.js';

/** Fields that are left out. */
export interface LeftOut {
  /** At whatever depth. */
  readonly names: ReadonlySet<string>;
  /** Fields below which all is kept: there a name is anybody's own. */
  readonly keptBelow: ReadonlySet<string>;
}

/** Deeper data is cut off: a reading is bounded long before, so only a caller's own value gets here. */
const DEPTH_MAX = 100;
const FEW_KEYS = 16;

const bytes = new JsonBytes();

/** JSON with its keys in order, so that two spellings of one value are the same bytes. Made to be hashed. */
export function canonicalJson(value: unknown): Uint8Array {
  writeCanonical(bytes, value);
  return bytes.take().slice();
}

/** The same behind what has been written already. */
export const writeCanonical = (out: JsonBytes, value: unknown, leftOut: LeftOut | null = null): void =>
  write(out, value, leftOut, DEPTH_MAX);

function write(out: JsonBytes, value: unknown, leftOut: LeftOut | null, depth: number): void {
  if (typeof value === 'string') out.writeText(value);
  else if (typeof value === 'bigint') out.writeText(value.toString());
  else if (typeof value === 'number' || typeof value === 'boolean') out.writeWord(JSON.stringify(value));
  else if (typeof value !== 'object' || value === null || depth === 0) out.writeWord('null');
  else if (Array.isArray(value)) writeList(out, value, leftOut, depth - 1);
  else writeRecord(out, value as JsonRecord, leftOut, depth - 1);
}

function writeList(out: JsonBytes, items: readonly unknown[], leftOut: LeftOut | null, depth: number): void {
  out.writeSign(SIGN.list);
  let isFirst = true;
  for (const item of items) {
    if (!isFirst) out.writeSign(SIGN.comma);
    isFirst = false;
    write(out, item, leftOut, depth);
  }
  out.writeSign(SIGN.listEnd);
}

function writeRecord(out: JsonBytes, record: JsonRecord, leftOut: LeftOut | null, depth: number): void {
  out.writeSign(SIGN.record);
  let isFirst = true;
  for (const key of inOrder(Object.keys(record))) {
    const value = record[key];
    if (value === undefined || leftOut?.names.has(key) === true) continue;
    if (!isFirst) out.writeSign(SIGN.comma);
    isFirst = false;
    out.writeText(key);
    out.writeSign(SIGN.colon);
    write(out, value, leftOut?.keptBelow.has(key) === true ? null : leftOut, depth);
  }
  out.writeSign(SIGN.recordEnd);
}

/** The few keys that most objects have are put in order faster where they stand. */
function inOrder(keys: string[]): readonly string[] {
  if (keys.length > FEW_KEYS) return keys.sort();
  for (let next = 1; next < keys.length; next++) {
    const key = keys[next] ?? '';
    let at = next;
    for (; at > 0 && (keys[at - 1] ?? '') > key; at--) keys[at] = keys[at - 1] ?? '';
    keys[at] = key;
  }
  return keys;
}
