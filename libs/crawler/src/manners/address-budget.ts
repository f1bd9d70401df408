import { type Clock } from '@bazaar/kernel';

import { type Pause } from '../pause.js';
import { type AddressBudgetRepository } from './address-budget.repository.js';

const SLOTS_AT_ONCE = 16;
/** Kept beside those in use when more tokens are borrowed: what is not needed goes back to the other workers. */
const SLOTS_SPARE = 4;
/** Tokens that are not spent soon were lent for nothing: they lapse. */
const TOKENS_MS = 5_000;
/** Slots are lent longer than any request takes, and renewed while enough of that is left. */
const SLOTS_MS = 120_000;
const SLOTS_LEFT_MS_MIN = 60_000;
const SLOT_WAIT_MS = 100;
const ADDRESSES_MAX = 10_000;

interface Purse {
  tokens: number;
  tokensUntil: number;
  slots: number;
  slotsUntil: number;
  active: number;
  /** One loan at a time is asked for; the others wait for it. */
  borrowing: Promise<number> | null;
}

/** This worker's share of each address's budget: what the guarded client asks before every request. */
export class AddressBudget {
  private readonly purses = new Map<string, Purse>();

  /** @param holder names this worker among all */
  constructor(
    private readonly loans: Pick<AddressBudgetRepository, 'borrow' | 'giveBack' | 'tokensAtOnce'>,
    private readonly holder: string,
    private readonly clock: Clock,
    private readonly pause: Pause,
  ) {}

  /** Resolves when a request may go to the address; the function it gives ends the request. */
  readonly onAddress = async (address: string): Promise<() => void> => {
    const purse = this.purse(address);
    while (!this.spend(purse)) {
      purse.borrowing ??= this.borrow(address, purse).finally(() => (purse.borrowing = null));
      const waitMs = await purse.borrowing;
      if (waitMs > 0) await this.pause(waitMs);
    }
    return () => {
      purse.active--;
    };
  };

  async close(): Promise<void> {
    await this.loans.giveBack(this.holder);
  }

  private spend(purse: Purse): boolean {
    const now = this.now();
    const hasToken = purse.tokens > 0 && now < purse.tokensUntil;
    const hasSlot = purse.active < purse.slots && purse.slotsUntil - now >= SLOTS_LEFT_MS_MIN;
    if (!hasToken || !hasSlot) return false;
    purse.tokens--;
    purse.active++;
    return true;
  }

  /** Gives how long to wait before trying again: 0 where something was lent. */
  private async borrow(address: string, purse: Purse): Promise<number> {
    const now = this.now();
    const tokens = now < purse.tokensUntil ? purse.tokens : 0;
    const isFull = purse.active >= purse.slots;
    const slotsWanted = isFull
      ? purse.active + SLOTS_AT_ONCE
      : Math.min(purse.slots, purse.active + SLOTS_SPARE);
    const loan = await this.loans.borrow(address, this.holder, {
      tokens: this.loans.tokensAtOnce - tokens,
      slots: Math.max(slotsWanted, 1),
      now: new Date(now),
      until: new Date(now + SLOTS_MS),
    });
    purse.tokens = tokens + loan.tokens;
    purse.tokensUntil = now + TOKENS_MS;
    purse.slots = loan.slots;
    purse.slotsUntil = now + SLOTS_MS;
    if (purse.tokens === 0) return loan.waitMs;
    return purse.active < purse.slots ? 0 : SLOT_WAIT_MS;
  }

  private purse(address: string): Purse {
    const known = this.purses.get(address);
    if (known !== undefined) return known;
    if (this.purses.size >= ADDRESSES_MAX) this.forgetIdle();
    const purse = { tokens: 0, tokensUntil: 0, slots: 0, slotsUntil: 0, active: 0, borrowing: null };
    this.purses.set(address, purse);
    return purse;
  }

  private forgetIdle(): void {
    for (const [address, { active, borrowing }] of this.purses)
      if (active === 0 && borrowing === null) this.purses.delete(address);
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
