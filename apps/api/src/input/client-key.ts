import ipaddr from 'ipaddr.js';

const PREFIX_BYTES = 8;

/**
 * Who a request counts for: an IPv4 address, or the /64 of an IPv6 one, since a household has a whole one.
 *
 * @param ip the request's, in which the proxies that are trusted are left out; a socket's is the nearest proxy's
 */
export function clientKey(ip: string | undefined): string {
  if (ip === undefined || !ipaddr.isValid(ip)) return 'unknown';
  const address = ipaddr.process(ip);
  if (address.kind() === 'ipv4') return address.toString();
  return `${Buffer.from(address.toByteArray().slice(0, PREFIX_BYTES)).toString('hex')}::/64`;
}
