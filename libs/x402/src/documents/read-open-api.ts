import { METHODS } from '../bazaar/http-method.js';
import { issue } from '../reasons/issue.js';
import { cleanParagraphs, cleanText, TEXT_MAX } from '../text/clean-text.js';
import { isRecord, own, recordOr, type JsonRecord } from '../text/record.js';
import { calledBy, describeCall, exampleOf } from './describe-call.js';
import { SAYS_NOTHING, type DocumentReading } from './document.js';
import { documentLinks } from './document-links.js';
import { Findings } from './findings.js';
import { isHostBelow, type InDomain } from './in-domain.js';
import { operationCall, type OperationCall } from './open-api-call.js';
import { operationClaim } from './open-api-payment.js';
import { OpenApiRefs } from './open-api-refs.js';
import { OpenApiServers } from './open-api-servers.js';
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
  readOperations(document, at, findings);
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

/** One operation behind one server. */
interface Operation {
  readonly path: string;
  readonly method: string;
  readonly server: string;
  readonly operation: JsonRecord;
  readonly said: OperationCall;
}

function readOperations(document: JsonRecord, at: URL, findings: Findings): void {
  const refs = new OpenApiRefs(document);
  const servers = new OpenApiServers(at);
  for (const [path, item] of Object.entries(recordOr(own(document, 'paths')))) {
    const pathItem = refs.record(item);
    for (const method of METHODS) {
      const operation = own(pathItem, method.toLowerCase());
      if (!isRecord(operation)) continue;
      const said = operationCall(pathItem, operation, refs);
      for (const found of said.issues) findings.issue(found);
      for (const server of servers.of([operation, pathItem, document])) {
        if (!findings.mayLook()) return;
        readOperation({ path, method, server, operation, said }, refs, findings);
      }
    }
  }
}

function readOperation(
  { path, method, server, operation, said }: Operation,
  refs: OpenApiRefs,
  findings: Findings,
): void {
  const placed = path.startsWith('/') ? placeUrl(path, server) : null;
  if (placed?.ok !== true) {
    findings.unreadable(`${method} ${path}`, placed?.error ?? 'not-a-path');
    return;
  }
  const { url, origin } = placed.value;
  const call = describeCall(placed.value, { method, ...said });
  const claim = operationClaim(operation, { method, at: { url }, refs });
  if (claim.kind === 'OTHER_RAIL') findings.issue(issue('other-rail', `${method} ${path}`));
  if (claim.kind !== 'PAID') {
    findings.operation(call);
    return;
  }
  findings.entry({
    url,
    origin,
    method,
    toolName: null,
    exampleUrl: exampleOf(placed.value, call),
    title: cleanText(own(operation, 'summary'), TEXT_MAX.title),
    description: cleanParagraphs(own(operation, 'description'), TEXT_MAX.description),
    isPointer: claim.item.reading === null && claim.item.price === null,
    item: calledBy(claim.item, call),
    call,
    raw: { method, path, server, operation },
  });
}
