import { registrableDomain } from '@bazaar/catalog';
import { type InDomain } from '@bazaar/x402';

/** Hosts of one registrable domain are of one owner; tenants of a shared suffix (`*.vercel.app`) are strangers. */
export const isOfOneOwner: InDomain = (host, owner) => domainOf(host) === domainOf(owner);

const domainOf = (host: string): string => registrableDomain(`https://${host}`);
