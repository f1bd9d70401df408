import { parse } from 'tldts';

/**
 * The name an owner registered: for `https://a.b.example.co.uk` it is `example.co.uk`; `shop.vercel.app` is its own,
 * since tenants of such a suffix are strangers to each other, and so is an address or a name without a known suffix.
 */
export function registrableDomain(origin: string): string {
  const { domain, hostname } = parse(origin, { allowPrivateDomains: true });
  return domain ?? hostname ?? origin;
}
