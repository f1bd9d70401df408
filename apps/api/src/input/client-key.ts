import ipaddr from 'ipaddr.js';

const PREFIX_BYTES = 8;

/** Who a request counts for: an IPv4 address, or the /64 of an IPv6 one, since a household has a whole one. */
export function clientKey(remoteAddress: string | undefined): string {
  if (remoteAddress === undefined || !ipaddr.isValid(remoteAddress)) return 'unknown';
  const address = ipaddr.process(remoteAddress);
  if (address.kind() === 'ipv4') return address.toString();
  return `${Buffer.from(address.toByteArray().slice(0, PREFIX_BYTES)).toString('hex')}::/64`;
}
