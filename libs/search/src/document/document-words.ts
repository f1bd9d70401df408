import { fieldNames, searchWords } from '@bazaar/x402';

/** A listing's words by how much they tell: names, what it says of itself, where it is and what it takes. */
export interface DocumentWords {
  readonly names: string;
  readonly description: string;
  readonly details: string;
}

/** Where a listing's words stand. */
export interface WordedListing {
  readonly title: string | null;
  readonly serviceName: string | null;
  readonly toolName: string | null;
  readonly resource: string;
  readonly tags: readonly string[];
  readonly description: string | null;
  /** JSON. */
  readonly call: string;
  /** JSON. */
  readonly outputSchema: string | null;
}

const CHARACTERS_MAX = 8_000;

export function documentWords(listing: WordedListing): DocumentWords {
  const { host, path } = placeOf(listing.resource);
  return {
    names: words(listing.title, listing.serviceName, listing.toolName, hostName(host)),
    description: words(...listing.tags, listing.description),
    details: words(host, path, ...inputNames(listing.call), ...fieldNames(parsed(listing.outputSchema))),
  };
}

/** Spelled as a query is; cut again, since the spelling may lengthen a hostile text. */
const words = (...texts: readonly (string | null)[]): string =>
  searchWords(
    texts
      .filter((text) => text !== null)
      .join(' ')
      .slice(0, CHARACTERS_MAX),
  )
    .join(' ')
    .slice(0, CHARACTERS_MAX);

/** Without what says nothing of the service: the top-level domain, `www`, `api`. */
const hostName = (host: string): string =>
  host
    .split('.')
    .slice(0, -1)
    .filter((label) => label !== 'www' && label !== 'api')
    .join(' ');

function placeOf(resource: string): { host: string; path: string } {
  if (!URL.canParse(resource)) return { host: '', path: resource };
  const { hostname, pathname } = new URL(resource);
  return { host: hostname, path: decoded(pathname) };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function inputNames(call: string): readonly string[] {
  const read = parsed(call) as { parts?: readonly { schema?: unknown }[] } | null;
  return (read?.parts ?? []).flatMap(({ schema }) => fieldNames(schema));
}

const parsed = (json: string | null): unknown => (json === null ? null : JSON.parse(json));
