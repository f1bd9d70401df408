import { type Environment } from '../model.js';
import { type JsonRecord } from '../text/record.js';

/** What networks of one family have in common: how addresses and amounts are written. */
export interface NetworkRules {
  /** `evm`, `svm`; for unknown networks the CAIP-2 namespace. */
  readonly family: string;
  /** The one spelling we store of an account, or null where the text is no address of this network. */
  readonly canonicalAddress: (text: string) => string | null;
  /**
   * The same for an asset, where assets are named otherwise than accounts. `extra` is the offer's own: on the XRP
   * Ledger it says who issued the currency.
   */
  readonly canonicalAsset: (text: string, extra?: JsonRecord) => string | null;
  /** Where money is lost; null where the family has no such address. */
  readonly zeroAddress: string | null;
  /** Whom `payTo` names: an account of the network, or a role or account that only the rail's operator knows. */
  readonly payee: 'ADDRESS' | 'ROLE';
  /** Whether amounts of this asset are decimals, and no count of atomic units. */
  readonly hasDecimalAmounts: (asset: string) => boolean;
  /** Fields that an offer may leave out. */
  readonly mayOmit: readonly ('amount' | 'maxTimeoutSeconds')[];
}

/** A network we know: one row of a family's file, found by its id or any of its names. */
export interface Network extends NetworkRules {
  /** CAIP-2. */
  readonly id: string;
  readonly name: string;
  readonly environment: Environment;
  /** What version 1 calls it; null where it has no name there. */
  readonly v1Name: string | null;
  /** Ids of former versions, which clients still read. */
  readonly formerIds: readonly string[];
  /** Every spelling but the id, these two included. */
  readonly aliases: readonly string[];
  /** Where the row was read. */
  readonly source: string;
}

export type NetworkRow = Pick<Network, 'id' | 'name' | 'environment' | 'source'> &
  Partial<Pick<Network, 'v1Name' | 'formerIds' | 'aliases'>>;

type NetworkDefinition = NetworkRow &
  Pick<NetworkRules, 'family' | 'canonicalAddress'> &
  Partial<NetworkRules>;

export function defineNetwork({
  v1Name = null,
  formerIds = [],
  aliases = [],
  ...rest
}: NetworkDefinition): Network {
  return Object.freeze({
    canonicalAsset: rest.canonicalAddress,
    zeroAddress: null,
    payee: 'ADDRESS',
    hasDecimalAmounts: () => false,
    mayOmit: [],
    ...rest,
    v1Name,
    formerIds: Object.freeze([...formerIds]),
    aliases: Object.freeze([...(v1Name === null ? [] : [v1Name]), ...formerIds, ...aliases]),
  } satisfies Network);
}

/** A namespace in which every reference of the right form is a network we know: `card:<brand>`. */
export interface NetworkPattern {
  readonly namespace: string;
  /** Null where the reference has not the right form. */
  readonly network: (reference: string) => Network | null;
}
