import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';

import { fail, ok, type Result } from '@bazaar/kernel';

import { type EntryRefusal, type SourceEntry } from './source-entry.js';

/** A document that is one JSON value is read whole; lines are streamed, however many. */
const DOCUMENT_BYTES_MAX = 268_435_456;
const LINE_CHARS_MAX = 4_194_304;
const PAGE_ROWS = 500;

export type FileRow = Result<SourceEntry, EntryRefusal>;

/**
 * Reads a catalogue dump in pages: a facilitator's answer (`items` or `resources`), a bare array, or one item a line,
 * plain or as `{kind, url, item}`.
 *
 * Errors: throws where the file cannot be read, or is a document of more than 256 MiB.
 */
export async function* readCatalogFile(path: string): AsyncGenerator<FileRow[]> {
  let page: FileRow[] = [];
  for await (const row of (await isJsonLines(path)) ? lines(path) : documentRows(path)) {
    page.push(row);
    if (page.length < PAGE_ROWS) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

/** JSON lines where the first line that is not empty is a whole JSON value, and not the only one. */
async function isJsonLines(path: string): Promise<boolean> {
  if (/\.(?:jsonl|ndjson)$/.test(path)) return true;
  let seen = 0;
  for await (const line of textLines(path)) {
    if (line.trim() === '') continue;
    seen++;
    if (seen === 2) return true;
    if (parse(line) === undefined) return false;
  }
  return false;
}

async function* lines(path: string): AsyncGenerator<FileRow> {
  for await (const line of textLines(path)) {
    if (line.trim() === '') continue;
    const value = line.length > LINE_CHARS_MAX ? undefined : parse(line);
    yield value === undefined
      ? fail(line.length > LINE_CHARS_MAX ? 'item-too-large' : 'not-json')
      : ok(entryOf(value));
  }
}

async function* documentRows(path: string): AsyncGenerator<FileRow> {
  const { size } = await stat(path);
  if (size > DOCUMENT_BYTES_MAX)
    throw new Error(`${path} is larger than 256 MiB: give it as one item a line.`);
  const text = await readFile(path, 'utf8');
  const document = parse(text);
  if (document === undefined) {
    yield fail('not-json');
    return;
  }
  for (const item of itemsOf(document)) yield ok(entryOf(item));
}

const textLines = (path: string): AsyncIterable<string> =>
  createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity });

/** Undefined where the text is not JSON: no JSON value is. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function itemsOf(document: unknown): readonly unknown[] {
  if (Array.isArray(document)) return document;
  for (const name of ['items', 'resources'] as const) {
    const list = isObject(document) ? document[name] : undefined;
    if (Array.isArray(list)) return list;
  }
  return [document];
}

function entryOf(value: unknown): SourceEntry {
  const wrapped = isObject(value) && 'kind' in value && 'item' in value;
  if (!wrapped) return { item: value, url: null };
  return {
    item: value['item'],
    url: typeof value['url'] === 'string' && value['url'] !== '' ? value['url'] : null,
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
