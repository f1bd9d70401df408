import { Client } from 'pg';

import { type Logger } from '../logging/logger.js';

const RECONNECT_MS = 2_000;

/**
 * One direct session that LISTENs, and wakes whoever waits. A notification is a hint, never the message itself:
 * waiters also look by themselves, so a lost session costs time and nothing else.
 */
export class PgListener {
  private readonly waiters = new Map<string, Set<() => void>>();
  private client: Client | null = null;
  private retry: NodeJS.Timeout | null = null;
  private stopped = false;

  /** @param url a direct connection: a transaction pooler loses notifications */
  constructor(
    private readonly url: string,
    private readonly channels: readonly string[],
    private readonly logger: Logger,
  ) {}

  async start(): Promise<void> {
    if (this.stopped) return;
    const client = new Client({
      connectionString: this.url,
      application_name: 'bazaar-listen',
      keepAlive: true,
    });
    client.on('notification', ({ channel }) => this.wake(channel));
    client.on('error', (error) => this.lost(error));
    client.on('end', () => this.lost(null));
    try {
      await client.connect();
      for (const channel of this.channels) await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
      this.client = client;
    } catch (error) {
      this.lost(error);
    }
  }

  /** Resolves at the next notification on the channel, or after `ms`, or when `signal` aborts. */
  next(channel: string, ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const waiters = this.waiters.get(channel) ?? new Set();
      this.waiters.set(channel, waiters);
      const done = (): void => {
        clearTimeout(timer);
        waiters.delete(done);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      waiters.add(done);
      signal?.addEventListener('abort', done, { once: true });
      if (signal?.aborted === true) done();
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.retry !== null) clearTimeout(this.retry);
    for (const channel of this.waiters.keys()) this.wake(channel);
    await this.client?.end();
  }

  private wake(channel: string): void {
    for (const waiter of this.waiters.get(channel) ?? []) waiter();
  }

  private lost(error: unknown): void {
    if (this.stopped || this.retry !== null) return;
    this.client = null;
    this.logger.warn({ event: 'listener-lost', error: error instanceof Error ? error.message : null });
    this.retry = setTimeout(() => {
      this.retry = null;
      void this.start();
    }, RECONNECT_MS);
  }
}
