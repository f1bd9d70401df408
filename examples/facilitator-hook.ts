import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { type x402Facilitator } from '@x402/core/facilitator';

/**
 * Tells a Bazaar what a facilitator saw being paid, so that new endpoints are found as soon as they sell:
 *
 *     const facilitator = new x402Facilitator().register('eip155:8453', scheme);
 *     const bazaar = pushToBazaar(facilitator, { url: 'https://bazaar.example', key: process.env.BAZAAR_KEY });
 *     process.on('SIGTERM', () => void bazaar.close());
 *
 * This file needs nothing but `@x402/core` and may be copied as it is. No payment ever waits for it or fails by it: a
 * hook does no more than append a line to a list in memory. What the buyer signed is never appended.
 */
export function pushToBazaar(facilitator: x402Facilitator, options: BazaarPushOptions): BazaarPush {
  const push = new BazaarPush(options);
  facilitator.onAfterVerify((paid) => {
    push.add({ ...paid, stage: 'verify' });
    return Promise.resolve();
  });
  facilitator.onAfterSettle((paid) => {
    if (paid.result.success) push.add({ ...paid, stage: 'settle', settled: paid.result });
    return Promise.resolve();
  });
  return push;
}

export interface BazaarPushOptions {
  /** Where the Bazaar's api is. */
  readonly url: string;
  /** The operator of the Bazaar gives it: `PUSH_KEYS` there. */
  readonly key: string;
  /** How long items are collected before they are sent. */
  readonly collectMs?: number;
  readonly timeoutMs?: number;
  /** Times a batch is sent before it is given up. */
  readonly triesMax?: number;
  /** Characters of all items that wait; beyond it the oldest are given up. */
  readonly waitingCharsMax?: number;
  /** Told of what is given up. */
  readonly onDropped?: (items: number, why: string) => void;
}

interface Paid {
  readonly stage: 'verify' | 'settle';
  readonly paymentPayload: Readonly<Record<string, unknown>>;
  readonly requirements: Readonly<Record<string, unknown>>;
  readonly settled?: Readonly<Record<string, unknown>>;
}

const DEFAULTS = { collectMs: 2_000, timeoutMs: 10_000, triesMax: 8, waitingCharsMax: 20_000_000 } as const;
/** What one request may hold. */
const ITEMS_MAX = 500;
const CHARS_MAX = 300_000;
const BACKOFF_MS = { first: 1_000, max: 60_000 } as const;
/** That an endpoint's payments verify is news once in an hour. */
const SAME_AGAIN_MS = 3_600_000;
const REMEMBERED_MAX = 10_000;
const CLOSE_MS = 5_000;

/** Items on their way to a Bazaar. */
export class BazaarPush {
  private readonly waiting: string[] = [];
  private waitingChars = 0;
  private sending: Promise<void> | null = null;
  private timer: NodeJS.Timeout | undefined;
  private readonly verified = new Map<string, number>();
  private readonly closed = new AbortController();
  private readonly options: Required<BazaarPushOptions>;

  constructor(options: BazaarPushOptions) {
    this.options = { ...DEFAULTS, onDropped: () => undefined, ...options };
  }

  /** Never throws, and never waits. */
  add(paid: Paid): void {
    try {
      const item = JSON.stringify(withoutSignatures(paid));
      if (this.closed.signal.aborted || (paid.stage === 'verify' && this.isOld(item))) return;
      if (item.length > CHARS_MAX) {
        this.drop(1, 'too large');
        return;
      }
      this.waiting.push(item);
      this.waitingChars += item.length;
      while (this.waitingChars > this.options.waitingCharsMax) this.drop(this.take(1).length, 'too many');
      this.timer ??= setTimeout(() => void this.flush(), this.options.collectMs).unref();
    } catch {
      this.drop(1, 'not readable');
    }
  }

  /** Sends what waits; ends when nothing does. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.sending ??= this.sendAll().finally(() => (this.sending = null));
    return this.sending;
  }

  /** Sends what waits, for a few seconds at most. Nothing is taken any more. */
  async close(withinMs = CLOSE_MS): Promise<void> {
    const late = setTimeout(() => this.closed.abort(), withinMs);
    await this.flush();
    clearTimeout(late);
    this.closed.abort();
  }

  private async sendAll(): Promise<void> {
    while (this.waiting.length > 0 && !this.closed.signal.aborted) await this.send(this.nextBatch());
    if (this.waiting.length > 0) this.drop(this.take(this.waiting.length).length, 'closed');
  }

  private nextBatch(): string[] {
    let chars = 0;
    const over = this.waiting.findIndex(
      (item, index) => index === ITEMS_MAX || (chars += item.length) > CHARS_MAX,
    );
    return this.take(over === -1 ? this.waiting.length : over);
  }

  private take(items: number): string[] {
    const taken = this.waiting.splice(0, items);
    this.waitingChars -= taken.reduce((chars, item) => chars + item.length, 0);
    return taken;
  }

  /** A batch that is refused as such is halved: one bad item takes no other with it. */
  private async send(batch: readonly string[]): Promise<void> {
    for (let tries = 1; ; tries++) {
      const { status, retryMs } = await this.post(batch);
      if (status === 202) return;
      if ((status === 400 || status === 413) && batch.length > 1) {
        const middle = Math.ceil(batch.length / 2);
        await this.send(batch.slice(0, middle));
        return this.send(batch.slice(middle));
      }
      const mayHelp = status === null || status === 429 || status >= 500;
      if (!mayHelp || tries >= this.options.triesMax || this.closed.signal.aborted) {
        this.drop(batch.length, status === null ? 'out of reach' : `answered ${status}`);
        return;
      }
      await this.pause(retryMs ?? Math.min(BACKOFF_MS.first * 2 ** (tries - 1), BACKOFF_MS.max));
    }
  }

  private async post(batch: readonly string[]): Promise<{ status: number | null; retryMs: number | null }> {
    try {
      const answer = await fetch(new URL('/discovery/payments', this.options.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${this.options.key}` },
        body: `{"payments":[${batch.join(',')}]}`,
        signal: AbortSignal.any([AbortSignal.timeout(this.options.timeoutMs), this.closed.signal]),
      });
      await answer.body?.cancel();
      const retryS = Number(answer.headers.get('retry-after') ?? Number.NaN);
      return {
        status: answer.status,
        retryMs: Number.isFinite(retryS) ? Math.min(retryS * 1_000, BACKOFF_MS.max) : null,
      };
    } catch {
      return { status: null, retryMs: null };
    }
  }

  /** Ends at once where all is to end. */
  private pause(ms: number): Promise<unknown> {
    return sleep(ms, null, { ref: false, signal: this.closed.signal }).catch(() => null);
  }

  private isOld(item: string): boolean {
    const now = Date.now();
    const hash = createHash('sha256').update(item).digest('base64');
    if (now - (this.verified.get(hash) ?? Number.NEGATIVE_INFINITY) < SAME_AGAIN_MS) return true;
    if (this.verified.size >= REMEMBERED_MAX) this.verified.clear();
    this.verified.set(hash, now);
    return false;
  }

  private drop(items: number, why: string): void {
    try {
      this.options.onDropped(items, why);
    } catch {
      // Whoever listens cannot break a payment either.
    }
  }
}

/** What the seller said, and what came of it. The signed payload and the extensions of the buyer stay where they are. */
const withoutSignatures = ({ stage, paymentPayload, requirements, settled }: Paid): object => ({
  stage,
  x402Version: paymentPayload['x402Version'],
  paymentPayload: {
    x402Version: paymentPayload['x402Version'],
    resource: paymentPayload['resource'],
    extensions: picked(paymentPayload['extensions'], ['bazaar']),
  },
  paymentRequirements: requirements,
  settleResponse: settled && picked(settled, ['success', 'transaction', 'network', 'payer']),
});

const picked = (from: unknown, names: readonly string[]): object =>
  typeof from === 'object' && from !== null
    ? Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)))
    : {};
