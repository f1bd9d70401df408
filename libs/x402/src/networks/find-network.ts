import { type Environment } from '../model.js';
import { evmAddress } from './evm-address.js';
import { networks } from './index.js';
import { type Network } from './network.js';
import { solanaAddress } from './solana-address.js';

const CAIP2 = /^([-a-z0-9]{3,32}):([-_.a-z0-9=/+]{1,64})$/i;
const V1_NAME = /^[a-z][-_a-z0-9]{1,63}$/i;
const PATTERN = /^[-a-z0-9]{3,32}:[-_.a-z0-9=/+]{0,64}\*$/i;

const byName = new Map<string, Network>();
for (const network of networks) {
  for (const name of [network.id, ...network.aliases]) byName.set(name.toLowerCase(), network);
}

/** What can be told of a namespace alone: the addresses of a chain we do not know still have a form. */
const FAMILIES = new Map([
  ['eip155', { family: 'evm', canonicalAddress: evmAddress }],
  ['solana', { family: 'svm', canonicalAddress: solanaAddress }],
]);

export interface DescribedNetwork {
  readonly id: string;
  readonly name: string | null;
  readonly environment: Environment;
  readonly family: string;
  readonly known: boolean;
  readonly aliases: readonly string[];
}

/** By CAIP-2 id, V1 name or alias, in any case. */
export const findNetwork = (text: string): Network | null => byName.get(text.trim().toLowerCase()) ?? null;

/** What we can say of any network, known or not: unknown is not invalid. */
export function describeNetwork(idOrText: string): DescribedNetwork {
  const network = findNetwork(idOrText);
  if (network !== null) {
    const { id, name, environment, family, aliases } = network;
    return { id, name, environment, family, known: true, aliases };
  }
  const id = unknownId(idOrText);
  return { id, name: null, environment: 'UNKNOWN', family: familyOf(id), known: false, aliases: [] };
}

/**
 * Canonical spelling of an address on any network. Null where it is known not to be one; as written where the
 * family has no rule we know.
 */
export function canonicalAddressOn(networkId: string, text: string): string | null {
  const network = findNetwork(networkId);
  if (network !== null) return network.canonicalAddress(text);
  const rule = FAMILIES.get(namespaceOf(networkId));
  return rule === undefined ? text : rule.canonicalAddress(text);
}

/** What two spellings of one address have in common: what addresses are compared by. */
export const addressKeyOn = (networkId: string, address: string): string =>
  familyOf(networkId) === 'evm' ? address.toLowerCase() : address;

/** Whether we know what an address looks like on this network. */
export const hasAddressRule = (networkId: string): boolean =>
  findNetwork(networkId) !== null || FAMILIES.has(namespaceOf(networkId));

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
  return match === null ? trimmed : `${(match[1] ?? '').toLowerCase()}:${match[2] ?? ''}`;
}

function namespaceOf(id: string): string {
  const colon = id.indexOf(':');
  return colon === -1 ? '' : id.slice(0, colon).trim().toLowerCase();
}

function familyOf(id: string): string {
  const namespace = namespaceOf(id);
  if (namespace === '') return 'unknown';
  return FAMILIES.get(namespace)?.family ?? namespace;
}
