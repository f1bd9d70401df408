import { type ReasonCode } from '@bazaar/x402';

/** The documents in which origins publish what they sell. */
export type DocumentKind = 'well-known' | 'openapi' | 'dns' | 'mcp' | 'llms-txt';

/**
 * How we came to ask for it: it stands in its place, a document or a DNS record of the origin names it, or a tool there
 * is known. What somebody registered is the origin's word only as far as it can be probed: anybody may have put it there.
 */
export type DocumentVia = 'place' | 'link' | 'record' | 'target' | 'registrant';

/** One document of an origin that was asked for, and what came of it. */
export interface DocumentSeen {
  readonly url: string;
  readonly kind: DocumentKind;
  readonly via: DocumentVia;
  readonly ok: boolean;
  readonly found: number;
  readonly reason: ReasonCode | null;
  /** Null where nothing was learnt: what it said before stands. */
  readonly said: DocumentSaid | null;
}

/** What a document says, as far as it is kept. */
export interface DocumentSaid {
  readonly isOptedOut: boolean;
  readonly ownershipProofs: readonly string[];
  readonly operations: readonly OperationSaid[];
}

/** One operation that a document names. */
export interface OperationSaid {
  /** Whose URL it is. */
  readonly atOrigin: string;
  /** Canonical; a template as `https://api.example.com/users/:id`. */
  readonly resource: string;
  readonly isTemplate: boolean;
  readonly method: string | null;
  readonly toolName: string | null;
  /** With a sign of payment. */
  readonly isEntry: boolean;
  /** How it is called: JSON text. */
  readonly call: string;
}

/** What is not there says nothing. */
export const SAID_NOTHING: DocumentSaid = { isOptedOut: false, ownershipProofs: [], operations: [] };
