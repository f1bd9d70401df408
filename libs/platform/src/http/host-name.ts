import { isIP } from 'node:net';

/** Top-level names that public DNS never serves (RFC 6761, 6762, 7686, 8375 and ICANN's reservation of `internal`). */
const NEVER_PUBLIC = /(?:^|\.)(?:localhost|local|internal|onion|home\.arpa)$/;

/** The host of a URL as one dials it: no brackets around IPv6, no root dot behind a name. */
export function hostOf(url: URL): string {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(host) ? host : host.replace(/\.$/, '').toLowerCase();
}

export const isAddress = (host: string): boolean => isIP(host) !== 0;

export function portOf(url: URL): number {
  return url.port === '' ? (url.protocol === 'http:' ? 80 : 443) : Number(url.port);
}

/** Names whose address, whatever a resolver says, is not a place on the public internet. */
export function isNeverPublicName(name: string): boolean {
  return !name.includes('.') || name.split('.').includes('') || NEVER_PUBLIC.test(name);
}
