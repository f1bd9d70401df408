import { NOTHING_SAID_OF, type SaidOfUrl } from '@bazaar/catalog';

/** Documents that were read and kept before: asking for what they say sends nothing to anybody. */
export interface OriginDocuments {
  about(url: URL): Promise<SaidOfUrl>;
}

/** Where no document has been read, nothing is said. */
export const noDocuments: OriginDocuments = { about: () => Promise.resolve(NOTHING_SAID_OF) };
