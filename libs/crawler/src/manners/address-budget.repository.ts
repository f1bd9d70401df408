import { type DataSource } from 'typeorm';

import { type AddressLimits, tokensAtOnce } from './address-limits.js';

export interface AddressLoan {
  readonly tokens: number;
  /** All slots the holder has now, those it had before included. */
  readonly slots: number;
  /** Until the next token, where none was lent. */
  readonly waitMs: number;
}

/** What all workers together may ask of one destination address. */
export class AddressBudgetRepository {
  readonly tokensAtOnce = tokensAtOnce(this.limits);

  constructor(
    private readonly database: DataSource,
    private readonly limits: AddressLimits,
  ) {}

  async borrow(
    address: string,
    holder: string,
    wanted: { readonly tokens: number; readonly slots: number; readonly now: Date; readonly until: Date },
  ): Promise<AddressLoan> {
    const [row] = await this.database.query<{ tokens: number; slots: number; wait_ms: number }[]>(
      'SELECT tokens, slots, wait_ms FROM borrow_address($1, $2, $3, $4, $5, $6, $7, $8)',
      [
        address,
        holder,
        wanted.now,
        this.limits.perSecond,
        this.limits.concurrency,
        wanted.tokens,
        wanted.slots,
        wanted.until,
      ],
    );
    return { tokens: row?.tokens ?? 0, slots: row?.slots ?? 0, waitMs: row?.wait_ms ?? 0 };
  }

  /** Gives a holder's slots back before they expire. */
  async giveBack(holder: string): Promise<void> {
    await this.database.query('DELETE FROM address_slots WHERE holder = $1', [holder]);
  }

  /** Forgets addresses nobody has asked lately: a missing row is a full bucket. */
  async prune(before: Date): Promise<void> {
    await this.database.query('DELETE FROM address_slots WHERE expires_at < $1', [before]);
    await this.database.query('DELETE FROM address_budget WHERE tokens_at < $1', [before]);
  }
}
