import { isRecord, own, recordOr, type JsonRecord } from '../text/record.js';
import { SAYS_NOTHING, type DocumentReading } from './document.js';
import { documentLinks } from './document-links.js';
import { Findings } from './findings.js';
import { isHostBelow, type InDomain } from './in-domain.js';
import { readOriginWords } from './origin-words.js';
import { isOpenApi, readOpenApi } from './read-open-api.js';
import { readEntry } from './well-known-entry.js';
import { challengedEntries, listedEntries, listNames } from './well-known-lists.js';

/**
 * Reads what stands at `/.well-known/x402` or `/.well-known/x402.json`, in any dialect seen: lists under many names,
 * their entries texts or objects, a list alone, a challenge, or an OpenAPI document.
 *
 * @param at where it was read: paths are behind its origin, and its domain is whose word it is
 */
export function readWellKnown(document: unknown, at: URL, inDomain: InDomain = isHostBelow): DocumentReading {
  if (isOpenApi(document)) return readOpenApi(document, at, inDomain);
  const manifest = Array.isArray(document) ? { resources: document as unknown[] } : document;
  if (!isRecord(manifest)) return SAYS_NOTHING;
  const findings = new Findings(at, inDomain);
  const isOwn = (url: string): boolean => findings.isOwn(url);
  const names = listNames(manifest);
  const isChallenge = names.length === 0 && isResource(manifest);
  const list = isChallenge ? challengedEntries : listedEntries;
  for (const listed of list(manifest, at.origin)) {
    if (!findings.mayLook()) break;
    readEntry(listed, findings);
  }
  const words = readOriginWords(manifest, at, isOwn);
  const links = documentLinks(manifest, at, isOwn);
  const saysMore = words.isOptedOut || words.kind !== null || words.facilitator !== null;
  const isDocument = saysMore || [links, words.peers, words.ownershipProofs].some(({ length }) => length > 0);
  const listed = isChallenge ? 'challenge' : names.join(', ');
  return {
    dialect: listed === '' ? (isDocument ? 'no list' : null) : listed,
    ...words,
    links,
    ...findings.told,
  };
}

/** A challenge, or the description of one endpoint, in place of a list. */
const isResource = (document: JsonRecord): boolean =>
  Array.isArray(own(document, 'accepts')) ||
  typeof own(document, 'endpoint') === 'string' ||
  own(recordOr(own(document, 'resource')), 'url') !== undefined;
