import { type DocumentKind } from '@bazaar/catalog';
import { fail, ok, type Result } from '@bazaar/kernel';
import {
  type DocumentReading,
  type ReasonCode,
  parseJson,
  readLlmsTxt,
  readOpenApi,
  readWellKnown,
} from '@bazaar/x402';

import { isOfOneOwner } from './is-of-one-owner.js';

const CHARS_MAX = 1_048_576;
const MARKUP = /^\s*<(?:!|\?|[a-z])/i;

/**
 * Reads a document by what kind it is asked for as. A page in its place means that there is none: many sites answer
 * every path with one.
 */
export function readDocument(
  kind: DocumentKind,
  text: string,
  at: URL,
): Result<DocumentReading, Extract<ReasonCode, 'document-absent' | 'document-unreadable'>> {
  if (MARKUP.test(text)) return fail('document-absent');
  const reading = kind === 'llms-txt' ? readLlmsTxt(text, at, isOfOneOwner) : readJson(kind, text, at);
  // A text that names nothing of ours is no bad document; JSON that says nothing is.
  return reading === null || (reading.dialect === null && kind !== 'llms-txt')
    ? fail('document-unreadable')
    : ok(reading);
}

function readJson(kind: DocumentKind, text: string, at: URL): DocumentReading | null {
  const parsed = parseJson(text, CHARS_MAX);
  if (!parsed.ok) return null;
  return (kind === 'openapi' ? readOpenApi : readWellKnown)(parsed.value, at, isOfOneOwner);
}
