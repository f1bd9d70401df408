import { type Environment } from '../model.js';

/** A network we know: one row of a family's file, found by its id or any of its names. */
export interface Network {
  /** CAIP-2. */
  readonly id: string;
  readonly name: string;
  /** `evm`, `svm`; for unknown networks the CAIP-2 namespace. */
  readonly family: string;
  readonly environment: Environment;
  /** V1 names and other spellings, lower case. */
  readonly aliases: readonly string[];
  /** The one spelling we store, or null where the text is no address of this network. */
  readonly canonicalAddress: (text: string) => string | null;
  /** Where the row was read. */
  readonly source: string;
}

export type NetworkRow = Omit<Network, 'family' | 'canonicalAddress'>;

export const defineNetwork = (network: Network): Network =>
  Object.freeze({ ...network, aliases: Object.freeze([...network.aliases]) });
