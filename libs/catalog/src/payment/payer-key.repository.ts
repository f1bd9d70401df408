import { randomBytes } from 'node:crypto';

import { type DataSource } from 'typeorm';

const KEY_BYTES = 32;

/**
 * The key under which payers are hashed: made at random with the first settlement, and kept in Postgres. There all
 * processes have the same, nobody has to set it, and a restored database goes on counting the same payers; an export
 * of the settlements alone says nothing of who paid.
 */
export class PayerKeyRepository {
  private key: Promise<Buffer> | null = null;

  constructor(private readonly database: DataSource) {}

  get(): Promise<Buffer> {
    this.key ??= this.load().catch((error: unknown) => {
      this.key = null;
      throw error;
    });
    return this.key;
  }

  /** Of several that make one at once, the first counts. */
  private async load(): Promise<Buffer> {
    await this.database.query('INSERT INTO payer_key (key) VALUES ($1) ON CONFLICT DO NOTHING', [
      randomBytes(KEY_BYTES),
    ]);
    const [row] = await this.database.query<{ key: Buffer }[]>('SELECT key FROM payer_key');
    if (row === undefined) throw new Error('There is no key to hash payers with.');
    return row.key;
  }
}
