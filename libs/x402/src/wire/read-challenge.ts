import { fail, ok, type Result } from '@bazaar/kernel';
import { issue } from '../reasons/issue.js';
import { type ReasonCode } from '../reasons/reasons.js';
import { parseJson } from '../text/parse-json.js';
import { isRecord, own } from '../text/record.js';
import { readChallengeDocument, type ChallengeDocument } from './challenge-document.js';
import { decodeHeader } from './decode-header.js';
import { joinDocuments, type PlacedDocument, type ReadChallenge } from './join-documents.js';
import { otherRails } from './other-rails.js';

const SIGN_IN = 'sign-in-with-x';
const UNREAD = { 'too-large': 'body-too-large', 'too-deep': 'body-too-deep' } as const;

/** What an unpaid request was answered. */
export interface Answer {
  readonly status: number;
  /** Names in any case; null where the answer was kept without them. */
  readonly headers: Readonly<Record<string, string>> | null;
  readonly body: string;
}

/**
 * Finds the payment data of an answer, in either version and wherever it stands: header before body, body of
 * version 1 before body of version 2. Where it asks for payment by another protocol too, that is an issue; by that
 * alone, it is none of x402's.
 *
 * Errors: `no-402`, `other-rail`, `invalid-challenge`, `empty-accepts`, `sign-in-only`; `body-too-large`
 * and `body-too-deep` where that is why nothing was found, `headers-not-kept` where it may stand in them.
 * Source: @x402/core 2.27, x402HTTPClient.getPaymentRequiredResponse; where it refuses, we read on and say so.
 */
export function readChallenge(answer: Answer): Result<ReadChallenge, ReasonCode> {
  if (answer.status !== 402) return fail('no-402');
  const header = headerOf(answer, 'payment-required');
  const decoded = header === null ? null : decodeHeader(header);
  const fromHeader = decoded === null ? null : readChallengeDocument(decoded.value);
  const body = parseJson(answer.body);
  const fromBody = body.ok ? readChallengeDocument(body.value) : null;

  const documents: PlacedDocument[] = [];
  if (fromHeader !== null) {
    const unreadable = decoded?.isStandard === true ? flawOf(fromHeader) : 'header-not-base64';
    documents.push({ document: fromHeader, unreadable });
  }
  if (fromBody !== null) documents.push(placeBody(fromBody, fromHeader, answer));

  const rails = railsOf(answer);
  if (documents.length === 0 && rails.length > 0) return fail('other-rail');
  if (documents.length === 0 && !body.ok && body.error !== 'not-json') return fail(UNREAD[body.error]);
  if (documents.length === 0 && answer.headers === null) return fail('headers-not-kept');
  const joined = joinOrRefuse(documents);
  if (!joined.ok) return joined;
  const isUnread = header !== null && fromHeader === null;
  const issues = [
    ...(isUnread ? [issue('header-not-base64', 'The header cannot be read.')] : []),
    ...joined.value.issues,
    ...(rails.length > 0 ? [issue('rail-beside', rails.join(', '))] : []),
  ];
  return ok({ ...joined.value, issues });
}

/** The protocols other than x402 by which an answer asks to be paid: `L402`, `MPP`. */
export function railsOf(answer: Pick<Answer, 'headers'>): readonly string[] {
  const authenticate = headerOf(answer, 'www-authenticate');
  return authenticate === null ? [] : otherRails(authenticate);
}

/** Joins what was found, or says why nothing can be paid. */
export function joinOrRefuse(documents: readonly PlacedDocument[]): Result<ReadChallenge, ReasonCode> {
  const [first, ...rest] = documents.filter(({ document }) => offersSomething(document));
  if (first === undefined) return fail(refusalOf(documents));
  // A document without offers still tells of the resource, so it stays behind those that have some.
  const silent = documents.filter(({ document }) => !offersSomething(document));
  return ok(joinDocuments([first, ...rest, ...silent]));
}

/** Whether any of its options can be one: a list of `null` must not stand before a body that can be read. */
const offersSomething = ({ accepts }: ChallengeDocument): boolean => accepts.some(isRecord);

function refusalOf(documents: readonly PlacedDocument[]): ReasonCode {
  const isEmpty = documents.every(({ document }) => document.accepts.length === 0);
  if (documents.length === 0 || !isEmpty) return 'invalid-challenge';
  const signsIn = documents.some(({ document }) => own(document.extensions, SIGN_IN) !== undefined);
  return signsIn ? 'sign-in-only' : 'empty-accepts';
}

/** Why official clients cannot use a document that they can reach. */
export function flawOf(document: ChallengeDocument): ReasonCode | null {
  if (document.isBare) return 'bare-requirements';
  if (document.accepts.includes(null)) return 'offer-null';
  return document.versionStated ? null : 'version-inferred';
}

/** Official clients look into the body for version 1 alone, and only where there is no header. */
function placeBody(
  document: ChallengeDocument,
  fromHeader: ChallengeDocument | null,
  { headers }: Pick<Answer, 'headers'>,
): PlacedDocument {
  if (document.version === 1) return { document, unreadable: flawOf(document) };
  if (fromHeader !== null && offersSomething(fromHeader)) return { document, unreadable: null };
  if (headers === null) return { document, unreadable: 'headers-not-kept' };
  return { document, unreadable: document.isBare ? 'bare-requirements' : 'v2-body-only' };
}

/** A header without a value is none: clients pass over it. */
function headerOf(answer: Pick<Answer, 'headers'>, name: string): string | null {
  for (const [key, value] of Object.entries(answer.headers ?? {})) {
    if (key.toLowerCase() === name && typeof value === 'string' && value.trim() !== '') return value;
  }
  return null;
}
