import { type FetchFailureReason } from '@bazaar/platform';

export type UnpaidMethod = 'GET' | 'POST';

/** How one request ended: a status, or why there is none. */
export interface Asked {
  readonly method: UnpaidMethod;
  readonly status: number | null;
  readonly failure: FetchFailureReason | null;
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
 * The next unpaid request, or null where enough was asked. GET always first; then POST without a body, where a source
 * declares POST, or where no source declares GET and the answer hints at it. Nothing else is ever sent from here: PUT,
 * PATCH and DELETE need the word of the origin's own document.
 */
export function nextRequest(declared: string | null, asked: readonly Asked[]): UnpaidMethod | null {
  const [get, post] = asked;
  if (get === undefined) return 'GET';
  if (post !== undefined || declared === 'GET') return null;
  if (get.status === null) return declared === 'POST' && isOfTheAnswer(get) ? 'POST' : null;
  if (MAYBE_POST.includes(get.status)) return 'POST';
  return declared === 'POST' && !asksForPatience(get.status) ? 'POST' : null;
}

/**
 * Which request decides: the declared method's, where it was sent; else the first 402, else the last that was
 * answered.
 */
export function decisive<T extends Asked>(declared: string | null, asked: readonly T[]): T | undefined {
  return (
    asked.find(({ method }) => method === declared) ??
    asked.find(({ status }) => status === 402) ??
    asked.findLast(({ status }) => status !== null) ??
    asked.at(-1)
  );
}

const isOfTheAnswer = ({ failure }: Asked): boolean => failure !== null && OF_THE_ANSWER.includes(failure);

const asksForPatience = (status: number): boolean => status === 429 || status === 503;

const EXAMPLE_VALUES_MAX = 64;
const URL_CHARS_MAX = 8_192;

/**
 * The URL of a GET with the registrant's example as query. What is no object of plain values, or makes the URL too
 * long, is left out: the probe then goes to the URL as registered.
 */
export function withExample(url: URL, example: string | null): URL {
  const values = plainValues(example);
  const extended = new URL(url);
  for (const [name, value] of values) extended.searchParams.set(name, value);
  return extended.href.length <= URL_CHARS_MAX ? extended : url;
}

function plainValues(example: string | null): [string, string][] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(example ?? 'null');
  } catch {
    return [];
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return [];
  return Object.entries(parsed)
    .slice(0, EXAMPLE_VALUES_MAX)
    .flatMap(([name, value]: [string, unknown]) =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? [[name, String(value)] as [string, string]]
        : [],
    );
}
