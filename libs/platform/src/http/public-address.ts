import ipaddr from 'ipaddr.js';

const GLOBAL_UNICAST_V6 = ipaddr.IPv6.parse('2000::');

/**
 * Whether an address belongs to the public internet. Anything that is not plainly so is refused: forms of IPv6 that
 * carry an IPv4 address (mapped, compatible, NAT64, 6to4, Teredo) whatever they carry, since the machine that
 * translates them sits on our side; and everything outside 2000::/3, which is all that has been given out so far.
 *
 * Source: IANA special-purpose address registries, as ipaddr.js holds them.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address) || address.includes('%')) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || (parsed.match(GLOBAL_UNICAST_V6, 3) && isIsatapPublic(parsed));
}

/** ISATAP (RFC 5214) hides an IPv4 address behind the interface id `0000:5efe` or `0200:5efe` of any prefix. */
function isIsatapPublic(address: ipaddr.IPv6): boolean {
  const [, , , , flags = 0, marker = 0, high = 0, low = 0] = address.parts;
  if (marker !== 0x5efe || (flags & ~0x0200) !== 0) return true;
  return new ipaddr.IPv4([high >> 8, high & 0xff, low >> 8, low & 0xff]).range() === 'unicast';
}
