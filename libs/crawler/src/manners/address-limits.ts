/** Of one address, over all workers. */
export interface AddressLimits {
  readonly perSecond: number;
  readonly concurrency: number;
}

const TOKENS_AT_ONCE_MIN = 8;

/** The tokens a worker borrows at once: the requests of a quarter of a second, which is eight at the usual rate. */
export const tokensAtOnce = ({ perSecond }: AddressLimits): number =>
  Math.max(TOKENS_AT_ONCE_MIN, Math.floor(perSecond / 4));
