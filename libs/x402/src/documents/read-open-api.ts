import { METHODS } from '../bazaar/http-method.js';
import { issue } from '../reasons/issue.js';
import { cleanParagraphs, cleanText, TEXT_MAX } from '../text/clean-text.js';
import { isRecord, own, recordOr, type JsonRecord } from '../text/record.js';
import { DOCUMENT_MAX } from './bounds.js';
import { describeCall, exampleOf } from './describe-call.js';
import { SAYS_NOTHING, type DocumentReading } from './document.js';
import { documentLinks } from './document-links.js';
import { Findings } from './findings.js';
import { isHostBelow, type InDomain } from './in-domain.js';
import { operationCall } from './open-api-call.js';
import { operationClaim } from './open-api-payment.js';
import { OpenApiRefs } from './open-api-refs.js';
import { serversOf } from './open-api-servers.js';
import { isOptedOut, readProofs } from './origin-words.js';
import { placeUrl } from './place-url.js';

/** Version 3 alone: version 2 has other names for everything. */
export const isOpenApi = (document: unknown): document is JsonRecord =>
  isRecord(document) && isVersion3(own(document, 'openapi')) && isRecord(own(document, 'paths'));

const isVersion3 = (version: unknown): boolean => typeof version === 'string' && /^3\.\d/.test(version);

/**
 * Reads an OpenAPI 3 document: operations with a sign of payment are entries, one for each server that they may stand
 * behind; all others are named. `$ref` is followed within the document alone.
 *
 * @param at where it was read: servers may be relative to it, and its domain is whose word it is
 */
export function readOpenApi(document: unknown, at: URL, inDomain: InDomain = isHostBelow): DocumentReading {
  if (!isOpenApi(document)) return SAYS_NOTHING;
  const findings = new Findings(at, inDomain);
  const refs = new OpenApiRefs(document);
  let looks = 0;
  for (const operation of operationsOf(document, refs)) {
    if (findings.isFull || looks++ >= DOCUMENT_MAX.looks) {
      findings.cut();
      break;
    }
    readOperation(operation, { document, at, refs, findings });
  }
  const isOwn = (url: string): boolean => findings.isOwn(url);
  return {
    ...SAYS_NOTHING,
    dialect: 'openapi',
    links: documentLinks(document, at, isOwn),
    ownershipProofs: readProofs(own(recordOr(own(document, 'x-discovery')), 'ownershipProofs')),
    isOptedOut: isOptedOut(document),
    ...findings.told,
  };
}

interface Operation {
  readonly path: string;
  readonly method: string;
  readonly pathItem: JsonRecord;
  readonly operation: JsonRecord;
}

function* operationsOf(document: JsonRecord, refs: OpenApiRefs): Generator<Operation> {
  for (const [path, item] of Object.entries(recordOr(own(document, 'paths')))) {
    const pathItem = refs.record(item);
    for (const method of METHODS) {
      const operation = own(pathItem, method.toLowerCase());
      if (isRecord(operation)) yield { path, method, pathItem, operation };
    }
  }
}

interface Around {
  readonly document: JsonRecord;
  readonly at: URL;
  readonly refs: OpenApiRefs;
  readonly findings: Findings;
}

function readOperation(
  { path, method, pathItem, operation }: Operation,
  { document, at, refs, findings }: Around,
): void {
  const said = operationCall(pathItem, operation, refs);
  for (const found of said.issues) findings.issue(found);
  for (const server of serversOf([operation, pathItem, document], at)) {
    const placed = path.startsWith('/') ? placeUrl(path, server) : null;
    if (placed?.ok !== true) {
      findings.unreadable(`${method} ${path}`, placed?.error ?? 'not a path');
      continue;
    }
    const call = describeCall(placed.value, { method, ...said });
    const claim = operationClaim(operation, { method, at: { url: placed.value.url }, refs });
    if (claim.kind === 'OTHER_RAIL') findings.issue(issue('other-rail', `${method} ${path}`));
    if (claim.kind !== 'PAID') {
      findings.operation(call);
      continue;
    }
    const { item } = claim;
    findings.entry({
      url: placed.value.url,
      origin: placed.value.origin,
      method,
      toolName: null,
      exampleUrl: exampleOf(placed.value, call),
      title: cleanText(own(operation, 'summary'), TEXT_MAX.title),
      description: cleanParagraphs(own(operation, 'description'), TEXT_MAX.description),
      isPointer: item.reading === null && item.price === null,
      item: item.reading === null ? item : { ...item, reading: { ...item.reading, call } },
      call,
      raw: { method, path, server, operation },
    });
  }
}
