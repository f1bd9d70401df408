import { type FetchFailureReason } from '@bazaar/platform';
import { hasPlaceholder } from '@bazaar/x402';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type UnpaidMethod = (typeof METHODS)[number];

/** How one request ended: a status, or why there is none. */
export interface Asked {
  readonly url: URL;
  readonly method: UnpaidMethod;
  readonly status: number | null;
  readonly failure: FetchFailureReason | null;
}

/** What is known of a URL's methods before it is asked. */
export interface KnownMethods {
  /** By whoever named the target; null where nobody did. */
  readonly declared: string | null;
  /** The one that the endpoint's own 402 answered, when it last did. */
  readonly learned: string | null;
  /** Those that the origin's own document names. */
  readonly named: readonly (string | null)[];
}

/** A GET answered so may mean that the resource takes another method. */
const MAYBE_POST: readonly number[] = [400, 404, 405, 422, 501];
/** The answer was to this GET alone: another method may fare better. */
const OF_THE_ANSWER: readonly FetchFailureReason[] = [
  'body-too-large',
  'headers-too-large',
  'redirect-off-origin',
  'too-many-redirects',
  'bad-response',
];

/**
 * The next unpaid request, all without body, or null where enough was asked. GET always first; then the declared
 * method, as far as it may be sent: POST always, PUT, PATCH and DELETE by the word of the origin's own document. Where
 * none is declared, POST where an earlier 402 answered it. POST too where the answer to GET hints at it.
 */
export function nextMethod(known: KnownMethods, asked: readonly Asked[]): UnpaidMethod | null {
  const [get, other] = asked;
  if (get === undefined) return 'GET';
  if (other !== undefined) return null;
  const wanted = [known.declared, known.learned].find((method) => maySend(method, known));
  const isDecided = get.status === 402 && wanted !== known.declared;
  if (wanted !== undefined && wanted !== 'GET' && !isDecided && mayFollow(get)) return wanted;
  return get.status !== null && MAYBE_POST.includes(get.status) ? 'POST' : null;
}

/** Whether a method may be sent at all. */
export const maySend = (
  method: string | null,
  { named }: Pick<KnownMethods, 'named'>,
): method is UnpaidMethod =>
  method === 'GET' || method === 'POST' || (isUnpaidMethod(method) && named.includes(method));

const isUnpaidMethod = (method: string | null): method is UnpaidMethod =>
  METHODS.some((known) => known === method);

/**
 * Which request decides: the declared method's, where it was sent; else the first 402, else the last that was
 * answered. Of two by one method the later was made with more.
 */
export function decisive<T extends Asked>(declared: string | null, asked: readonly T[]): T | undefined {
  const ofDeclared = asked.filter(({ method }) => method === declared);
  return (
    ofDeclared.findLast(isAnswered) ??
    ofDeclared.at(-1) ??
    asked.find(({ status }) => status === 402) ??
    asked.findLast(isAnswered) ??
    asked.at(-1)
  );
}

/** Answers that ask for values: those of a body, a query or a path. */
const WANTS_VALUES: readonly number[] = [400, 411, 415, 422];

/** The requests that failed for want of values, the likeliest first; none where one decides that was answered 402. */
export function wantingValues<T extends Asked>(declared: string | null, asked: readonly T[]): readonly T[] {
  const decided = decisive(declared, asked);
  if (decided === undefined || decided.status === 402) return [];
  if (asked.some(({ status }) => status !== null && asksForPatience(status))) return [];
  const inQuestion = decided.method === declared ? [decided] : asked.toReversed();
  return inQuestion.filter(({ url, method, status }) => {
    const wants = status !== null && WANTS_VALUES.includes(status);
    const isTemplate = status === 404 && hasPlaceholder(url.pathname);
    return (method === 'GET' || method === 'POST') && (wants || isTemplate);
  });
}

const mayFollow = (get: Asked): boolean =>
  get.status === null ? isOfTheAnswer(get) : !asksForPatience(get.status);

const isAnswered = ({ status }: Asked): boolean => status !== null;

const isOfTheAnswer = ({ failure }: Asked): boolean => failure !== null && OF_THE_ANSWER.includes(failure);

const asksForPatience = (status: number): boolean => status === 429 || status === 503;
