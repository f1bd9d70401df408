import {
  EmbeddedPostgres,
  type InstanceLock,
  readRunFile,
  type RunningPostgres,
  takeInstanceLock,
  updateRunFile,
} from '@bazaar/platform';
import { type Output } from './output.js';

/** The embedded database, ours alone until we stop. */
export class OwnedDatabase {
  private readonly stopping = new AbortController();
  private readonly isStopping = () => this.stopping.signal.aborted;
  private publicUrl: string | null = null;
  private giveUp: (error: Error) => void = () => undefined;
  /** Rejects when the server is gone and cannot be brought back. Never resolves. */
  readonly failed = new Promise<never>((_resolve, reject) => (this.giveUp = reject));

  private constructor(
    private readonly dataDir: string,
    private readonly output: Output,
    private server: RunningPostgres,
    private lock: InstanceLock,
  ) {
    this.failed.catch(() => undefined); // awaited or not, it is no unhandled rejection
    void this.keep();
  }

  /** Starts the server, or takes over one whose owner died. Null when another instance runs on this data. */
  static async open(dataDir: string, output: Output): Promise<OwnedDatabase | null> {
    const server = await EmbeddedPostgres.start({ dataDir, logger: output });
    const lock = await takeInstanceLock(server.url);
    return lock && new OwnedDatabase(dataDir, output, server, lock);
  }

  get url(): string {
    return this.server.url;
  }

  get folder(): string {
    return this.server.clusterDir;
  }

  /** Tells other commands, through run.json, where we are reached. */
  async publish(publicUrl: string): Promise<void> {
    this.publicUrl = publicUrl;
    await updateRunFile(this.dataDir, { publicUrl });
  }

  /** The lock is held until the server itself ends it: nobody takes over a database that is about to stop. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.server.stop();
    await this.lock.release();
  }

  /** A lost lock means that the server crashed or was restarted: both are put right, at the same URL. */
  private async keep(): Promise<void> {
    for (;;) {
      await this.lock.lost;
      if (this.isStopping()) return;
      this.output.error('The database went away; starting it again.');
      try {
        const server = await EmbeddedPostgres.start({ dataDir: this.dataDir });
        const lock = await takeInstanceLock(server.url);
        if (!lock) throw new Error('Another instance took over the database.');
        if (server.url !== this.url) throw new Error('The database came back at another port.');
        this.server = server;
        this.lock = lock;
        if (this.publicUrl !== null) await this.publish(this.publicUrl);
      } catch (error) {
        if (!this.isStopping()) this.giveUp(error instanceof Error ? error : new Error(String(error)));
        return;
      }
    }
  }
}

/** Where the instance that runs on this data is reached, as far as it has said so. */
export async function findRunningUrl(dataDir: string): Promise<string | null> {
  return (await readRunFile(dataDir))?.publicUrl ?? null;
}
