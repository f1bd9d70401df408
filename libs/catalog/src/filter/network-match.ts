import { findNetwork, isNetworkPattern, networkMatches } from '@bazaar/x402';

/** Networks of a filter, taken apart once: ids to compare with, and patterns. */
export interface NetworkMatch {
  readonly ids: readonly string[];
  /** Without their final `*`. */
  readonly prefixes: readonly string[];
}

export function networkMatch(networks: readonly string[]): NetworkMatch {
  const patterns = networks.filter((network) => isNetworkPattern(network));
  const names = networks.filter((network) => !isNetworkPattern(network));
  return {
    ids: names.map((name) => findNetwork(name)?.id ?? name),
    prefixes: patterns.map((pattern) => pattern.slice(0, -1)),
  };
}

/** A network named outright is answered whatever the environment; a pattern names none. */
export const isNamed = (networks: readonly string[] | undefined, id: string): boolean =>
  networks?.some((network) => !isNetworkPattern(network) && networkMatches(network, id)) ?? false;
