import { type Call, templateMatchesPath } from '@bazaar/x402';

/** What an origin's own documents say of one of its URLs. */
export interface SaidOfUrl {
  /** The origin does not want to be listed. */
  readonly isOptedOut: boolean;
  /** The operations that its own origin names at this URL, each with the values it shows. */
  readonly operations: readonly Call[];
  /** A document that is still there named the URL as paid once, and none does any more. */
  readonly isNamedNoMore: boolean;
}

export const NOTHING_SAID_OF: SaidOfUrl = { isOptedOut: false, operations: [], isNamedNoMore: false };

/** One operation of a document at that URL, or whose template may be its. */
export interface OperationFound {
  readonly resource: string;
  readonly isTemplate: boolean;
  readonly isEntry: boolean;
  readonly isGone: boolean;
  /** Its own origin says so, not another host of its owner. */
  readonly isOwn: boolean;
  /** JSON text. */
  readonly call: string;
}

/**
 * What the operations found for a resource say of it together. Hosts of one domain may be of many people: what may be sent,
 * a method, values, a call of a tool, is for the origin alone to name.
 */
export function saidOf(
  { resource, origin }: { readonly resource: string; readonly origin: string },
  isOptedOut: boolean,
  found: readonly OperationFound[],
): SaidOfUrl {
  const path = (url: string): string => url.slice(origin.length);
  const here = found.filter(
    (said) =>
      said.resource === resource ||
      (said.isTemplate && templateMatchesPath(path(said.resource), path(resource))),
  );
  const named = here.filter(({ isGone }) => !isGone);
  return {
    isOptedOut,
    operations: named.filter(({ isOwn }) => isOwn).map(({ call }) => JSON.parse(call) as Call),
    isNamedNoMore: named.length === 0 && here.some(({ isEntry }) => isEntry),
  };
}
