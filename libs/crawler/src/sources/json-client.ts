import { type Clock } from '@bazaar/kernel';
import { type Fetched, type FetchLimits, type GuardedHttp } from '@bazaar/platform';
import { parseJson } from '@bazaar/x402';

import { type OriginGate } from '../manners/origin-gate.js';
import { readRetryAfter } from '../manners/retry-after.js';
import { type Pause } from '../pause.js';
import { SourceError } from './source-error.js';

/** Of one document. */
const PAGE_LIMITS: FetchLimits = { timeoutMs: 60_000, bodyBytesMax: 16_777_216, redirectsMax: 3 };

const WAIT_MS_MAX = 120_000;
/** In a row. A whole pull has its own time. */
const WAITS_MAX = 5;
/** Where the source does not say how long to wait; doubled each time. */
const WAIT_MS = 2_000;

export interface JsonClientParts {
  readonly http: GuardedHttp;
  readonly gate: OriginGate;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly signal: AbortSignal;
  readonly limits?: FetchLimits;
  /** What is to be waited for longer is for another time. */
  readonly waitMsMax?: number;
}

/** Asks one source for JSON, at its pace: 429 and 503 are waited for as the source says. */
export class JsonClient {
  constructor(private readonly parts: JsonClientParts) {}

  /** One document. Throws {@link SourceError}; also where the signal aborts, as `stopped`. */
  async get(url: URL): Promise<unknown> {
    for (let tries = 1; ; tries++) {
      const answer = await this.ask(url);
      if (answer.status !== 429 && answer.status !== 503) return jsonOf(answer);
      const { clock, pause, signal, waitMsMax = WAIT_MS_MAX } = this.parts;
      const retryAt = readRetryAfter(answer.headers['retry-after'], clock.now());
      const waitMs =
        retryAt === null ? WAIT_MS * 2 ** (tries - 1) : retryAt.getTime() - clock.now().getTime();
      if (waitMs > waitMsMax || tries > WAITS_MAX)
        throw new SourceError(answer.status === 429 ? 'rate-limited' : 'http-503', url.href, retryAt);
      await pause(waitMs, signal);
    }
  }

  private async ask(url: URL): Promise<Fetched> {
    const { http, gate, signal, limits = PAGE_LIMITS } = this.parts;
    const onRedirect = (): Promise<void> => gate.turn(signal);
    const answered = await gate.pass(signal, () =>
      http.request({ url, method: 'GET', limits, redirects: 'same-origin', onRedirect, signal }),
    );
    if (answered === null || signal.aborted) throw new SourceError('stopped', '');
    if (!answered.ok) throw new SourceError(answered.error, answered.detail);
    return answered.value;
  }
}

function jsonOf({ status, headers, body, url }: Fetched): unknown {
  if (status < 200 || status > 299) throw new SourceError(`http-${status}`, url.href);
  const parsed = parseJson(new TextDecoder().decode(body), PAGE_LIMITS.bodyBytesMax);
  if (parsed.ok) return parsed.value;
  throw new SourceError(parsed.error, `${headers['content-type'] ?? 'no content type'} at ${url.href}`);
}
