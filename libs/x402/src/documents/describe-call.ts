import {
  boundedParts,
  HTTP_PLACES,
  NOTHING_SAID,
  readArguments,
  type BazaarReading,
} from '../bazaar/read-bazaar.js';
import { readFields } from '../bazaar/type-descriptions.js';
import { type CatalogItem } from '../catalog-item/read-catalog-item.js';
import { makeCall } from '../make-call.js';
import { type Call, type CallPart } from '../model.js';
import { fillPath } from '../route-template.js';
import { cleanText, TEXT_MAX } from '../text/clean-text.js';
import { isRecord, own, recordOr, type JsonRecord } from '../text/record.js';
import { type PlacedUrl } from './place-url.js';

/** What a document says of how to call an endpoint or tool. */
export interface SaidOfCall {
  readonly method: string | null;
  readonly toolName?: string | null;
  readonly transport?: string | null;
  readonly bodyType?: string | null;
  /** Null where it says nothing of what is sent. */
  readonly parts: readonly CallPart[] | null;
}

/** The unpaid request as far as a document describes it. */
export function describeCall(at: PlacedUrl, said: SaidOfCall): Call {
  const { method, toolName = null, transport = null, bodyType = null, parts } = said;
  const type = toolName === null ? 'HTTP' : 'MCP';
  const bazaar: BazaarReading | null =
    parts === null ? null : { ...NOTHING_SAID, type, method, toolName, transport, bodyType, parts };
  return makeCall({
    asked: { at, method, toolName, type, transport },
    bazaar,
    type,
    method,
    toolName,
    resource: at.url,
    routeTemplate: at.template,
  }).call;
}

/** An item whose reading tells how it is called as its document does. */
export const calledBy = (item: CatalogItem, call: Call): CatalogItem =>
  item.reading === null ? item : { ...item, reading: { ...item.reading, call } };

/** A template's URL with the values its call shows; null where one is missing, or there is none to fill in. */
export function exampleOf(at: PlacedUrl, { parts }: Call): string | null {
  if (at.template === null) return null;
  const shown = recordOr(parts.find((part) => part.in === 'PATH')?.example);
  const values = Object.entries(shown).flatMap(([name, value]) =>
    ['string', 'number', 'boolean'].includes(typeof value) ? [[name, String(value)] as const] : [],
  );
  const path = fillPath(at.template, Object.fromEntries(values));
  return path === null ? null : at.origin + path;
}

/**
 * The call as manifests of the second draft lift it out of the Discovery extension: `{method, bodyType, pathParams,
 * queryParams, body}`, each a schema or, as in the extension, values; `{toolName, inputSchema, transport}` for a tool.
 *
 * Source: x402-foundation/x402 PR #2646, specs/extensions/well-known-discovery.md.
 */
export function liftedParts(input: unknown): Pick<SaidOfCall, 'bodyType' | 'transport' | 'parts'> {
  if (!isRecord(input)) return { parts: null };
  const parts = [
    ...(own(input, 'inputSchema') === undefined
      ? []
      : readArguments(own(input, 'inputSchema'), own(input, 'example')).parts),
    ...httpParts(input),
  ];
  return {
    bodyType: cleanText(own(input, 'bodyType'), TEXT_MAX.name),
    transport: cleanText(own(input, 'transport'), TEXT_MAX.name),
    parts: parts.length === 0 ? null : parts,
  };
}

const httpParts = (input: JsonRecord): readonly CallPart[] =>
  boundedParts(
    HTTP_PLACES.flatMap(([place, key]) => {
      const fields = own(input, key);
      return isRecord(fields) && Object.keys(fields).length > 0
        ? [{ place, described: readFields(fields) }]
        : [];
    }),
  ).parts;
