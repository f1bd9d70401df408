import {
  type Fetched,
  type FetchFailureReason,
  type FetchRequest,
  type FetchResult,
  type GuardedHttp,
  type OpenAnswer,
} from '@bazaar/platform';

interface FakeAnswer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  /** The URL that answered, where there were redirects. */
  readonly url?: string;
  /** Whether they were permanent. */
  readonly isMoved?: boolean;
}

export type FakeHandler = (request: FetchRequest) => FakeAnswer | FetchFailureReason;

/** A guarded client that asks nobody: what is sent is kept, and the handler answers. */
export function aFakeHttp(handler: FakeHandler) {
  const sent: FetchRequest[] = [];
  const answer = (request: FetchRequest): FetchResult<Fetched> => {
    sent.push(request);
    const answered = handler(request);
    if (typeof answered === 'string')
      return { ok: false, error: answered, detail: 'as the fake says', ms: 1 };
    const { status, headers = {}, body = '', url, isMoved = false } = answered;
    return {
      ok: true,
      value: {
        url: url === undefined ? request.url : new URL(url),
        redirects: url === undefined ? 0 : 1,
        ...{ status, headers, address: '192.0.2.1', isMoved, ms: 1, body: Buffer.from(body) },
      },
    };
  };
  const open = (request: FetchRequest): Promise<FetchResult<OpenAnswer>> => {
    const answered = answer(request);
    if (!answered.ok) return Promise.resolve(answered);
    const { body, ...head } = answered.value;
    const chunks = (async function* () {
      await Promise.resolve();
      yield body;
    })();
    return Promise.resolve({
      ok: true,
      value: { ...head, headMs: head.ms, body: chunks, close: () => undefined },
    });
  };
  const request = (asked: FetchRequest): Promise<FetchResult<Fetched>> => Promise.resolve(answer(asked));
  const lines = (): string[] => sent.map(({ method, url }) => `${method} ${url.href}`);
  return { http: { open, request } as unknown as GuardedHttp, sent, lines };
}
