import { type CatalogItem } from '../catalog-item/read-catalog-item.js';
import { type Call } from '../model.js';
import { type Issue } from '../reasons/issue.js';

/** One endpoint or tool that a document names. All that it says of it is a claim. */
export interface DocumentEntry {
  /** Absolute, query kept; a template as `https://api.example.com/users/:id`. */
  readonly url: string;
  /** Whose word is asked for when the URL is. */
  readonly origin: string;
  readonly method: string | null;
  readonly toolName: string | null;
  /** Of a template: with the values the document shows; null where it shows not all, or there is nothing to fill in. */
  readonly exampleUrl: string | null;
  readonly title: string | null;
  readonly description: string | null;
  /** It says where, and nothing that could be paid: of its own fields URL, method and tool count, and no others. */
  readonly isPointer: boolean;
  readonly item: CatalogItem;
  /** How it is called, with the values the document shows. */
  readonly call: Call;
  /** The document's own words. */
  readonly raw: unknown;
}

/** Another document that a document names. */
export interface DocumentLink {
  readonly kind: 'openapi' | 'well-known' | 'mcp' | 'llms-txt';
  readonly url: string;
}

/** Who settles for the origin, as it says. */
export interface StatedFacilitator {
  readonly url: string;
  /** One of the origin's own domain; any other is named only. */
  readonly isOwn: boolean;
}

/** What one document says, in our words. */
export interface DocumentReading {
  /** Under what names it lists endpoints (`items`, `resources, services`, `openapi`); null where it says nothing we can read. */
  readonly dialect: string | null;
  /** Of the document's own domain: its origin's own word. */
  readonly entries: readonly DocumentEntry[];
  /** Of other domains: nobody's word but the document's. */
  readonly foreign: readonly DocumentEntry[];
  /** Operations of its own domain that it names without a sign of payment, or as free. */
  readonly named: readonly Call[];
  /** Other documents of its own domain. */
  readonly links: readonly DocumentLink[];
  /** Domain names that may publish documents too: hints. */
  readonly peers: readonly string[];
  /** As written, not verified. */
  readonly ownershipProofs: readonly string[];
  /** The origin asks not to be listed. */
  readonly isOptedOut: boolean;
  /** `facilitator`, `resource-server` or `both`; as written. */
  readonly kind: string | null;
  readonly facilitator: StatedFacilitator | null;
  /** What it claims of how it is run: `{"type": "tee", …}`. */
  readonly attestation: Readonly<Record<string, unknown>> | null;
  readonly issues: readonly Issue[];
}

/** What nothing is said of. */
export const SAYS_NOTHING: DocumentReading = {
  dialect: null,
  entries: [],
  foreign: [],
  named: [],
  links: [],
  peers: [],
  ownershipProofs: [],
  isOptedOut: false,
  kind: null,
  facilitator: null,
  attestation: null,
  issues: [],
};
