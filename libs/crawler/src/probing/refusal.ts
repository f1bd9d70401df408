import { type AskedBeside } from '@bazaar/catalog';
import { type ReasonCode, cleanText, hasPlaceholder } from '@bazaar/x402';

/** Why nothing can be listed, and what exactly was found, where there is more to say. */
export interface Refusal {
  readonly reason: ReasonCode;
  readonly detail: string | null;
}

/** An answer that is neither a 402 nor a 200, nor asks for patience. */
export interface RefusedAnswer {
  readonly url: string;
  readonly method: string | null;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly beside: readonly AskedBeside[];
}

const NO_SUCH_METHOD: readonly number[] = [405, 501];
const NEEDS_BODY: readonly number[] = [400, 411, 415, 422];
const NEEDS_PATH: readonly number[] = [400, 404, 422];
const ALLOW_CHARS_MAX = 100;

/**
 * Why a look at a URL ended without a price, by all that it was answered. That a method does not exist says nothing of
 * the others: where another request was told more, that is the reason.
 */
export function refusalOf(answer: RefusedAnswer): Refusal {
  const { method, status, beside } = answer;
  const paid = beside.find((other) => other.status === 402);
  if (paid !== undefined)
    return refusal('wrong-method', `${paid.method} was answered 402, ${method ?? 'another'} is stated`);
  if (!NO_SUCH_METHOD.includes(status)) return refusal(reasonOf(answer));
  const telling = beside.findLast((other) => other.status !== null && !NO_SUCH_METHOD.includes(other.status));
  if (telling?.status == null) return refusal('wrong-method', allowed(answer));
  const reason = reasonOf({ ...answer, method: telling.method, status: telling.status });
  return refusal(reason, `${telling.method} was answered ${telling.status}`);
}

function reasonOf({ url, method, status }: Omit<RefusedAnswer, 'beside' | 'headers'>): ReasonCode {
  if (status === 401 || status === 403) return 'auth-required';
  if (NEEDS_PATH.includes(status) && hasPlaceholder(new URL(url).pathname)) return 'needs-path-params';
  if (status === 404) return 'http-404';
  if (wantsBody({ method, status })) return 'needs-body';
  if (status >= 500) return 'http-5xx';
  return status >= 400 ? 'http-4xx' : 'bad-response'; // a 3xx that leads nowhere
}

/** Whether a request without a body was refused for want of one. */
export const wantsBody = ({
  method,
  status,
}: {
  readonly method: string | null;
  readonly status: number | null;
}): boolean => method === 'POST' && status !== null && NEEDS_BODY.includes(status);

function allowed({ headers }: RefusedAnswer): string | null {
  const methods = cleanText(headers['allow'], ALLOW_CHARS_MAX);
  return methods === null ? null : `Allow: ${methods}`;
}

const refusal = (reason: ReasonCode, detail: string | null = null): Refusal => ({ reason, detail });
