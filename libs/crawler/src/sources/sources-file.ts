import { readFile } from 'node:fs/promises';

import { type FeedNamed } from '@bazaar/catalog';
import { z } from 'zod';

import { sourceKinds } from './kinds.js';

/** Beside the program, however deep the compiled files lie. */
const DEFAULT_FILE = 'sources.default.json';
const LEVELS_MAX = 8;
const SOURCES_MAX = 1_000;

const [firstKind = '', ...otherKinds] = sourceKinds.map(({ kind }) => kind);

const SourcesFile = z.strictObject({
  sources: z
    .array(
      z.strictObject({
        /** Few, and never changed: it is what the catalogue remembers the source by. */
        name: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'letters, digits, dots and dashes, at most 64'),
        kind: z.enum([firstKind, ...otherKinds]),
        url: z.url({ protocol: /^https?$/ }).max(2_048),
        /** Where it is known from. */
        note: z.string().optional(),
      }),
    )
    .max(SOURCES_MAX)
    .refine((sources) => new Set(sources.map(idOf)).size === sources.length, 'two sources have one name'),
});

/**
 * The sources of BAZAAR_SOURCES: a JSON file, `none`, or nothing for the default file. Throws one error that names the
 * file and all that is wrong with it.
 */
export async function readSourcesFile(setting: string | undefined): Promise<readonly FeedNamed[]> {
  if (setting === 'none') return [];
  const file = setting ?? DEFAULT_FILE;
  const text = await (setting === undefined ? readDefault() : readFile(file, 'utf8')).catch(
    (error: unknown) => {
      throw new Error(`BAZAAR_SOURCES: ${file} cannot be read: ${messageOf(error)}`);
    },
  );
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new Error(`BAZAAR_SOURCES: ${file} is not JSON: ${messageOf(error)}`, { cause: error });
  }
  const parsed = SourcesFile.safeParse(document);
  if (!parsed.success) throw new Error(`BAZAAR_SOURCES: ${file} is wrong:\n${z.prettifyError(parsed.error)}`);
  return parsed.data.sources.map((source) => ({
    id: idOf(source),
    kind: source.kind,
    url: source.url.replace(/\/+$/, ''),
  }));
}

/** No other way of naming a source makes such an id, so none can be taken for another. */
function idOf({ kind, name }: { readonly kind: string; readonly name: string }): string {
  return `${kind}:${name}`;
}

async function readDefault(): Promise<string> {
  for (let levels = 1; ; levels++) {
    const place = new URL(`${'../'.repeat(levels)}${DEFAULT_FILE}`, import.meta.url);
    try {
      return await readFile(place, 'utf8');
    } catch (error) {
      if (levels >= LEVELS_MAX) throw error;
    }
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
