import { type Call } from '@bazaar/x402';

/** What an origin's own documents (well-known, OpenAPI, MCP) say of one of its URLs. */
export interface SaidOfUrl {
  /** The origin does not want to be listed. */
  readonly isOptedOut: boolean;
  /** The operations named at this URL, each with the values it shows. */
  readonly operations: readonly Call[];
}

/** Documents that were read and kept before: asking for what they say sends nothing to anybody. */
export interface OriginDocuments {
  about(url: URL): Promise<SaidOfUrl>;
}

/** Where no document has been read, nothing is said. */
export const noDocuments: OriginDocuments = {
  about: () => Promise.resolve({ isOptedOut: false, operations: [] }),
};
