import { fail, ok, type Result } from '@bazaar/kernel';
import { namesAddress, namesPort, parseFetchAllow, type AllowedRange } from './fetch-allow.js';
import { hostOf, isAddress, isNeverPublicName, portOf } from './host-name.js';
import { isPublicAddress } from './public-address.js';

export type AddressRefusal = 'private-address' | 'port-not-allowed' | 'probes-off';
export type UrlRefusal = AddressRefusal | 'unsupported-scheme' | 'not-https';

const PUBLIC_PORTS: readonly number[] = [80, 443];

/** What we may send requests to. Pure: it looks at what it is given and asks nobody. */
export class FetchPolicy {
  constructor(
    private readonly allowed: readonly AllowedRange[],
    private readonly probes: 'on' | 'off',
  ) {}

  /** Throws where FETCH_ALLOW cannot be read. */
  static fromConfig(config: { readonly FETCH_ALLOW: string; readonly PROBES: 'on' | 'off' }): FetchPolicy {
    return new FetchPolicy(parseFetchAllow(config.FETCH_ALLOW), config.PROBES);
  }

  /**
   * What can be decided from the URL alone. A name passes if it may turn out to be allowed: {@link admitTarget}
   * decides once its addresses are known.
   */
  admitUrl(url: URL, { allowHttp = false }: { allowHttp?: boolean } = {}): Result<void, UrlRefusal> {
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return fail('unsupported-scheme');
    const host = hostOf(url);
    const port = portOf(url);
    const literal = isAddress(host);
    const admitted = literal ? this.admitAddress(host, port) : this.admitName(host, port);
    if (!admitted.ok) return admitted;
    // Refused, not stripped: `https://api.example.com@10.0.0.1/` is meant to be misread.
    if (url.username !== '' || url.password !== '') return fail('unsupported-scheme');
    const mayBeNamed = literal ? this.isNamed(host, port) : this.isPortNamed(port);
    if (url.protocol === 'http:' && !allowHttp && !mayBeNamed) return fail('not-https');
    return ok(undefined);
  }

  /** The whole decision: the URL and every address its host resolves to. One refused address refuses all. */
  admitTarget(
    url: URL,
    addresses: readonly string[],
    { allowHttp = false }: { allowHttp?: boolean } = {},
  ): Result<void, UrlRefusal> {
    const admitted = this.admitUrl(url, { allowHttp });
    if (!admitted.ok) return admitted;
    const port = portOf(url);
    const refused = addresses
      .map((address) => this.admitAddress(address, port))
      .filter((result) => !result.ok);
    const worst = refused.find((result) => result.error === 'private-address') ?? refused[0];
    if (worst !== undefined) return worst;
    if (addresses.every((address) => this.isNamed(address, port))) return ok(undefined);
    const host = hostOf(url);
    if (!isAddress(host) && isNeverPublicName(host)) return fail('private-address');
    return url.protocol === 'http:' && !allowHttp ? fail('not-https') : ok(undefined);
  }

  /** Public and on a public port, or named by FETCH_ALLOW. */
  admitAddress(address: string, port: number): Result<void, AddressRefusal> {
    if (this.isNamed(address, port)) return ok(undefined);
    if (!isPublicAddress(address)) return fail('private-address');
    if (!PUBLIC_PORTS.includes(port)) return fail('port-not-allowed');
    return this.probes === 'off' ? fail('probes-off') : ok(undefined);
  }

  private admitName(name: string, port: number): Result<void, AddressRefusal> {
    if (this.isPortNamed(port)) return ok(undefined); // its addresses may be named by FETCH_ALLOW
    if (isNeverPublicName(name)) return fail('private-address');
    if (!PUBLIC_PORTS.includes(port)) return fail('port-not-allowed');
    return this.probes === 'off' ? fail('probes-off') : ok(undefined);
  }

  private isNamed(address: string, port: number): boolean {
    return this.allowed.some((range) => namesAddress(range, address, port));
  }

  private isPortNamed(port: number): boolean {
    return this.allowed.some((range) => namesPort(range, port));
  }
}
