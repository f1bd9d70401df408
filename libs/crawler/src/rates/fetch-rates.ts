import { type GuardedHttp } from '@bazaar/platform';
import { type Rates, readRates } from '@bazaar/x402';

const LIMITS = { timeoutMs: 10_000, bodyBytesMax: 65_536, redirectsMax: 3 };

/** Why there are no rates: `reason` is the same each time the same is wrong. */
export interface NoRates {
  readonly reason: string;
  readonly detail: string;
}

/** Asks for the rates of the day. */
export async function fetchRates(
  http: Pick<GuardedHttp, 'request'>,
  url: URL,
  signal: AbortSignal,
): Promise<Rates | NoRates> {
  const headers = { accept: 'application/xml, text/xml' };
  const answered = await http.request({
    ...{ url, headers, limits: LIMITS, signal },
    ...{ method: 'GET', redirects: 'same-origin' },
  });
  if (!answered.ok) return { reason: answered.error, detail: answered.detail };
  const { status, body } = answered.value;
  const detail = answered.value.url.href;
  if (status !== 200) return { reason: `http-${status}`, detail };
  const read = readRates(new TextDecoder().decode(body));
  return read.ok ? read.value : { reason: read.error, detail };
}
