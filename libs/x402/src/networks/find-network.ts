import { type Environment } from '../model.js';
import { type JsonRecord } from '../text/record.js';
import { networkPatterns, networks } from './index.js';
import { type Network, type NetworkRules } from './network.js';

const CAIP2 = /^([-a-z0-9]{3,32}):([-_.a-z0-9=/+]{1,64})$/i;
const V1_NAME = /^[a-z][-_a-z0-9]{1,63}$/i;
const PATTERN = /^[-a-z0-9]{3,32}:[-_.a-z0-9=/+]{0,64}\*$/i;

const byName = new Map<string, Network>();
/** What can be told of a namespace alone: the addresses of a chain we do not know still have a form. */
const byNamespace = new Map<string, NetworkRules>();
for (const network of networks) {
  for (const name of [network.id, ...network.aliases]) {
    byName.set(name, network).set(name.toLowerCase(), network);
    const namespace = namespaceOf(name);
    if (namespace !== '' && !byNamespace.has(namespace)) byNamespace.set(namespace, network);
  }
}
const patternByNamespace = new Map(networkPatterns.map((pattern) => [pattern.namespace, pattern]));

export interface DescribedNetwork {
  readonly id: string;
  readonly name: string | null;
  readonly environment: Environment;
  readonly family: string;
  readonly known: boolean;
  readonly aliases: readonly string[];
}

/** By CAIP-2 id, V1 name or alias, in any case. */
export function findNetwork(text: string): Network | null {
  const exact = byName.get(text);
  if (exact !== undefined) return exact;
  const name = withoutZeros(text.trim().toLowerCase());
  return byName.get(name) ?? patternByNamespace.get(namespaceOf(name))?.network(referenceOf(name)) ?? null;
}

/** What we can say of any network, known or not: unknown is not invalid. */
export function describeNetwork(idOrText: string): DescribedNetwork {
  const network = findNetwork(idOrText);
  if (network !== null) {
    const { id, name, environment, family, aliases } = network;
    return { id, name, environment, family, known: true, aliases };
  }
  const id = unknownId(idOrText);
  const family = byNamespace.get(namespaceOf(id))?.family ?? (namespaceOf(id) || 'unknown');
  return { id, name: null, environment: 'UNKNOWN', family, known: false, aliases: [] };
}

/** How addresses and amounts are written on a network, by its row or its namespace; null where we know neither. */
export const rulesOn = (networkId: string): NetworkRules | null =>
  findNetwork(networkId) ?? byNamespace.get(namespaceOf(networkId)) ?? null;

/**
 * Canonical spelling of an account on any network. Null where it is known not to be one; as written where the
 * family has no rule we know.
 */
export function canonicalAddressOn(networkId: string, text: string): string | null {
  const rules = rulesOn(networkId);
  return rules === null ? text : rules.canonicalAddress(text);
}

/** The same for an asset. */
export function canonicalAssetOn(networkId: string, text: string, extra?: JsonRecord): string | null {
  const rules = rulesOn(networkId);
  return rules === null ? text : rules.canonicalAsset(text, extra);
}

/** What a bare address may mean: the one spelling it has in each namespace that has such assets. */
export const assetSpellings = (
  text: string,
): readonly { readonly namespace: string; readonly address: string }[] =>
  [...byNamespace].flatMap(([namespace, rules]) => {
    const address = rules.canonicalAsset(text.trim());
    return address === null ? [] : [{ namespace, address }];
  });

/** `eip155:*` and the like: a namespace, the beginning of a reference, and a star at the end. */
export const isNetworkPattern = (text: string): boolean => PATTERN.test(text.trim());

/** A CAIP-2 id, a name of the V1 form, or a pattern: what may stand in a filter, known to us or not. */
export function isWellFormedNetwork(text: string): boolean {
  const trimmed = text.trim();
  return CAIP2.test(trimmed) || V1_NAME.test(trimmed) || PATTERN.test(trimmed);
}

/** Whether a filter value (id, name, alias or pattern) means this network. */
export function networkMatches(pattern: string, networkId: string): boolean {
  if (isNetworkPattern(pattern)) {
    return describeNetwork(networkId).id.toLowerCase().startsWith(pattern.trim().slice(0, -1).toLowerCase());
  }
  return describeNetwork(pattern).id.toLowerCase() === describeNetwork(networkId).id.toLowerCase();
}

function unknownId(text: string): string {
  const trimmed = text.trim();
  const match = CAIP2.exec(trimmed);
  return match === null ? trimmed : withoutZeros(`${(match[1] ?? '').toLowerCase()}:${match[2] ?? ''}`);
}

/** A chain's number is the same with zeros before it: clients read it as a number. */
const withoutZeros = (id: string): string => id.replace(/^(eip155:)0+(?=\d)/, '$1');

function namespaceOf(id: string): string {
  const colon = id.indexOf(':');
  return colon === -1 ? '' : id.slice(0, colon).trim().toLowerCase();
}

const referenceOf = (id: string): string => id.slice(id.indexOf(':') + 1);
