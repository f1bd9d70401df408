import { type ListingRepository, type ListingText } from '@bazaar/catalog';
import DataLoader from 'dataloader';

/** One of the long texts of a listing. */
export interface TextAsked {
  readonly listingId: string;
  readonly name: ListingText;
}

/** JSON texts of sellers in one answer; parsed and printed again they take several times as much memory. */
const BYTES_MAX = 32 * 1024 * 1024;

/** Reads the texts that one request asks for, of all its listings in one query, and no more than {@link BYTES_MAX}. */
export function textLoader(
  listings: Pick<ListingRepository, 'texts'>,
): DataLoader<TextAsked, string | null, string> {
  let bytesLeft = BYTES_MAX;
  const batch = async (asked: readonly TextAsked[]): Promise<(string | null)[]> => {
    const ids = [...new Set(asked.map(({ listingId }) => listingId))];
    const names = [...new Set(asked.map(({ name }) => name))];
    const { texts, bytes } = await listings.texts(ids, names, bytesLeft);
    bytesLeft -= bytes;
    const byId = new Map(ids.map((id, index) => [id, texts[index]]));
    return asked.map(({ listingId, name }) => byId.get(listingId)?.[name] ?? null);
  };
  return new DataLoader(batch, { cacheKeyFn: ({ listingId, name }) => `${listingId} ${name}` });
}
