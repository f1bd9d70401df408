/** How many listings strangers may make in the name of an owner nobody has proved to be. */
export interface ListingQuota {
  readonly origin: number;
  /** Of all origins of one registrable domain together. */
  readonly domain: number;
}

export interface ListingCount {
  readonly origin: string;
  readonly domain: string;
  readonly listings: number;
}

/** What is left of the quotas, while a batch takes its places. */
export class Room {
  private readonly ofOrigin = new Map<string, number>();
  private readonly ofDomain = new Map<string, number>();

  constructor(
    private readonly quota: ListingQuota,
    counts: readonly ListingCount[],
  ) {
    for (const { origin, domain, listings } of counts) this.count(origin, domain, listings);
  }

  /** Takes one place; false where there is none. */
  take({ origin, domain }: Pick<ListingCount, 'origin' | 'domain'>): boolean {
    const isFull =
      (this.ofOrigin.get(origin) ?? 0) >= this.quota.origin ||
      (this.ofDomain.get(domain) ?? 0) >= this.quota.domain;
    if (!isFull) this.count(origin, domain, 1);
    return !isFull;
  }

  private count(origin: string, domain: string, listings: number): void {
    this.ofOrigin.set(origin, (this.ofOrigin.get(origin) ?? 0) + listings);
    this.ofDomain.set(domain, (this.ofDomain.get(domain) ?? 0) + listings);
  }
}
