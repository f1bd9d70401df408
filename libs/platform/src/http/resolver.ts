import { getServers, promises } from 'node:dns';
import { FetchError } from './fetch-failure.js';

/** Every address of a name, in the order they should be tried. Rejects where there is none. */
export type Resolver = (name: string) => Promise<readonly string[]>;

export interface DnsOptions {
  /** Name servers, `address` or `address:port`; absent: the system's. */
  readonly servers?: readonly string[];
  /** For one question to one server; a second try takes longer. */
  readonly timeoutMs: number;
}

const TRIES = 2;
const TIMEOUT_MS = 1_500;

/**
 * Asks the name servers directly, any number of names at once. The system's own lookup has four threads for all of
 * the process: a handful of names that nobody answers for would keep everybody else's waiting. The price is that
 * /etc/hosts is not read: names that only this machine knows are not public ones.
 */
export function dnsResolver({ servers, timeoutMs }: DnsOptions): Resolver {
  const resolver = new promises.Resolver({ timeout: timeoutMs, tries: TRIES });
  resolver.setServers(servers ?? getServers());
  return async (name) => {
    const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
    const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    const failed = answers.find((answer) => answer.status === 'rejected');
    if (addresses.length === 0 && failed !== undefined) throw failed.reason;
    return addresses;
  };
}

/** The TXT records of a name, each in its pieces; none where there is no such name. Rejects where nobody answers. */
export type TxtResolver = (name: string) => Promise<readonly (readonly string[])[]>;

const NO_RECORDS: readonly unknown[] = ['ENOTFOUND', 'ENODATA'];

/** All in all: tries, and servers that are asked one after the other. */
const TXT_MS_MAX = 5_000;

/** Asks the name servers directly, as {@link dnsResolver} does. */
export function txtResolver({ servers, timeoutMs }: DnsOptions, msMax = TXT_MS_MAX): TxtResolver {
  return async (name) => {
    // One of its own: to be late is to give up this question and no other.
    const resolver = new promises.Resolver({ timeout: timeoutMs, tries: TRIES });
    resolver.setServers(servers ?? getServers());
    const late = setTimeout(() => resolver.cancel(), msMax);
    try {
      return await resolver.resolveTxt(name);
    } catch (error) {
      if (NO_RECORDS.includes((error as NodeJS.ErrnoException).code)) return [];
      throw error;
    } finally {
      clearTimeout(late);
    }
  };
}

export const systemTxtResolver: TxtResolver = txtResolver({ timeoutMs: TIMEOUT_MS });

export const systemResolver: Resolver = dnsResolver({ timeoutMs: TIMEOUT_MS });

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
