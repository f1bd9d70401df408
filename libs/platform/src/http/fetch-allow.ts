import ipaddr from 'ipaddr.js';

/** One entry of FETCH_ALLOW: addresses and ports that may be fetched, by http too, though they are not public. */
export interface AllowedRange {
  readonly network: ipaddr.IPv4 | ipaddr.IPv6;
  readonly prefixBits: number;
  readonly portMin: number;
  readonly portMax: number;
}

const ENTRY = /^(?:\[([0-9a-f:.]+)\]|([0-9.]+))\/(\d{1,3}):(\d{1,5})(?:-(\d{1,5}))?$/i;

/**
 * Reads FETCH_ALLOW: `127.0.0.1/32:41000-41999,[::1]/128:8080`. Throws an error that names the wrong entry; an
 * entry that could be read in two ways (`10.0.0.1/8`) is wrong too.
 */
export function parseFetchAllow(text: string): readonly AllowedRange[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(parseEntry);
}

function parseEntry(entry: string): AllowedRange {
  const refuse = (why: string): never => {
    throw new Error(
      `Invalid FETCH_ALLOW: "${entry}": ${why}. Write ADDRESS/BITS:PORT or ADDRESS/BITS:PORT-PORT.`,
    );
  };
  const [, v6, v4, bits, first, last] = ENTRY.exec(entry) ?? [];
  const address = v6 ?? v4;
  if (address === undefined) return refuse('not an address range with ports');
  if (v6 === undefined ? !ipaddr.IPv4.isValidFourPartDecimal(address) : !ipaddr.IPv6.isValid(address)) {
    return refuse(`${address} is not an address`);
  }
  const network = ipaddr.parse(address);
  const prefixBits = Number(bits);
  if (prefixBits > (v6 === undefined ? 32 : 128)) return refuse(`/${prefixBits} is longer than the address`);
  if (!isNetwork(network, prefixBits)) return refuse(`${address} has bits set behind /${prefixBits}`);
  const portMin = Number(first);
  const portMax = Number(last ?? first);
  if (portMin < 1 || portMax > 65_535 || portMin > portMax)
    return refuse('ports run from 1 to 65535, lower first');
  return { network, prefixBits, portMin, portMax };
}

function isNetwork(address: ipaddr.IPv4 | ipaddr.IPv6, prefixBits: number): boolean {
  const bytes = address.toByteArray();
  return bytes.every((byte, index) => {
    const hostBits = Math.min(8, Math.max(0, (index + 1) * 8 - prefixBits));
    return (byte & ((1 << hostBits) - 1)) === 0;
  });
}

export const namesPort = (range: AllowedRange, port: number): boolean =>
  port >= range.portMin && port <= range.portMax;

export function namesAddress(range: AllowedRange, address: string, port: number): boolean {
  if (!namesPort(range, port) || !ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  return parsed.kind() === range.network.kind() && parsed.match(range.network, range.prefixBits);
}
