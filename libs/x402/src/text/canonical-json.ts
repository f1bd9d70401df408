import { type JsonRecord } from './record.js';

/** Fields that a text leaves out. */
export interface LeftOut {
  /** At whatever depth. */
  readonly names: ReadonlySet<string>;
  /** Fields below which all is kept: there a name is anybody's own. */
  readonly keptBelow: ReadonlySet<string>;
}

const NOTHING: LeftOut = { names: new Set(), keptBelow: new Set() };
/** Deeper data is cut off: a reading is bounded long before, so only a caller's own value gets here. */
const DEPTH_MAX = 100;
/** Where none of these stands, JSON writes a text as it is. */
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/;

/** JSON with its keys in order, so that two spellings of one value are one text. */
export const canonicalJson = (value: unknown, leftOut: LeftOut = NOTHING): string =>
  write(value, leftOut, DEPTH_MAX);

/** Written in one walk: copies in order, and a text made of them, would cost twice as much. */
function write(value: unknown, leftOut: LeftOut, depth: number): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'bigint') return `"${value}"`;
  if (typeof value === 'number' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null || depth === 0) return 'null';
  return Array.isArray(value)
    ? writeList(value, leftOut, depth - 1)
    : writeFields(value as JsonRecord, leftOut, depth - 1);
}

function writeList(items: readonly unknown[], leftOut: LeftOut, depth: number): string {
  let text = '';
  for (const item of items) text += `${text === '' ? '' : ','}${write(item, leftOut, depth)}`;
  return `[${text}]`;
}

function writeFields(fields: JsonRecord, leftOut: LeftOut, depth: number): string {
  let text = '';
  for (const key of Object.keys(fields).sort()) {
    const value = fields[key];
    if (value === undefined || leftOut.names.has(key)) continue;
    const below = leftOut.keptBelow.has(key) ? NOTHING : leftOut;
    text += `${text === '' ? '' : ','}${quoted(key)}:${write(value, below, depth)}`;
  }
  return `{${text}}`;
}

const quoted = (text: string): string => (ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`);
