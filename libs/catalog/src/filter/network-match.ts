import { findNetwork, isNetworkPattern } from '@bazaar/x402';

/** Networks of a filter, taken apart once, the same for the predicate and for SQL. */
export interface NetworkMatch {
  /** Ids as offers have them; what we do not know stays as it was written, and is compared so. */
  readonly ids: readonly string[];
  /** Patterns without their final `*`. */
  readonly prefixes: readonly string[];
}

export function networkMatch(networks: readonly string[]): NetworkMatch {
  const patterns = networks.filter((network) => isNetworkPattern(network));
  const names = networks.filter((network) => !isNetworkPattern(network));
  return {
    ids: names.map((name) => findNetwork(name)?.id ?? name),
    prefixes: patterns.map((pattern) => lowerNamespace(pattern.slice(0, -1))),
  };
}

/** CAIP-2 namespaces are lower case; what follows the colon may not be. */
const lowerNamespace = (text: string): string =>
  text.replace(/^[^:]*/, (namespace) => namespace.toLowerCase());
