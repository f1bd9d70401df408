/** Of one address, over all workers. */
export interface AddressLimits {
  readonly perSecond: number;
  readonly concurrency: number;
}

export interface LoanSize {
  readonly tokens: number;
  readonly slots: number;
}

const TOKENS_MIN = 8;
const SLOTS_MIN = 16;

/** What a worker borrows of an address at once: the requests of a quarter of a second, and a quarter of the slots. */
export const loanSize = ({ perSecond, concurrency }: AddressLimits): LoanSize => ({
  tokens: Math.max(TOKENS_MIN, Math.floor(perSecond / 4)),
  slots: Math.max(SLOTS_MIN, Math.floor(concurrency / 4)),
});
