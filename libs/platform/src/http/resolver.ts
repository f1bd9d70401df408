import { lookup } from 'node:dns/promises';
import { FetchError } from './fetch-failure.js';

/** Every address of a name, in the order they should be tried. Rejects where there is none. */
export type Resolver = (name: string) => Promise<readonly string[]>;

export const systemResolver: Resolver = async (name) =>
  (await lookup(name, { all: true, verbatim: true })).map(({ address }) => address);

/** All addresses, IPv4 first: the crawler's own network may have no IPv6, and then says so only after a timeout. */
export async function resolveAll(resolver: Resolver, name: string): Promise<readonly string[]> {
  let addresses: readonly string[];
  try {
    addresses = await resolver(name);
  } catch (error) {
    throw new FetchError('unreachable-dns', error instanceof Error ? error.message : name, { cause: error });
  }
  if (addresses.length === 0) throw new FetchError('unreachable-dns', `${name} has no address`);
  return addresses.toSorted((a, b) => Number(a.includes(':')) - Number(b.includes(':')));
}
