import {
  type DiscoveryItem,
  type ListingRepository,
  type ListingSummary,
  type UsageRepository,
  discoveryItem,
} from '@bazaar/catalog';

/** Listings as items of the standard discovery API, with what that takes: their offers, their extensions. */
export class ItemService {
  constructor(
    private readonly listings: ListingRepository,
    private readonly usages: UsageRepository,
  ) {}

  /** @param brief without extensions and schemas */
  async of(
    listings: readonly ListingSummary[],
    { brief }: { readonly brief: boolean },
  ): Promise<DiscoveryItem[]> {
    const ids = listings.map(({ id }) => id);
    const [offers, usages, challenges] = await Promise.all([
      this.listings.wholeOffersOf(ids),
      this.usages.of(ids),
      brief ? [] : this.challengesOf(ids),
    ]);
    return listings.map((listing, index) =>
      discoveryItem(listing, offers[index] ?? [], {
        health: true,
        usage: usages[index]?.[0] ?? null,
        challenge: challenges[index] ?? null,
      }),
    );
  }

  /** A page's challenges are bounded by its length, and by what a probe takes. */
  private async challengesOf(ids: readonly string[]): Promise<(string | null)[]> {
    const { texts } = await this.listings.texts(ids, ['challenge'], Number.MAX_SAFE_INTEGER);
    return texts.map((text) => text?.challenge ?? null);
  }
}
