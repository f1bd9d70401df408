import { buildConnector, Pool } from 'undici';
import { classifyConnectError } from './classify-error.js';
import { FetchError } from './fetch-failure.js';
import { type FetchPolicy } from './fetch-policy.js';
import { hostOf, isAddress, portOf } from './host-name.js';

const HEADER_BYTES_MAX = 131_072;
const POOLS_MAX = 2_048;
/** Below a request's own limit, so that a name with several addresses gets a second chance. Includes the handshake. */
const CONNECT_TIMEOUT_MS = 5_000;

/**
 * Connections by origin and address. The address is the one that was checked: a pool dials nothing else, so a name
 * that changes its answer between check and connection gains nothing.
 */
export class PinnedPools {
  private readonly pools = new Map<string, Pool>(); // least recently used first
  private readonly dial: buildConnector.connector;

  /** @param ca certificate authorities instead of the system's, for tests */
  constructor(
    private readonly policy: FetchPolicy,
    ca?: string,
  ) {
    this.dial = buildConnector({
      timeout: CONNECT_TIMEOUT_MS,
      allowH2: false,
      ...(ca === undefined ? {} : { ca }),
    });
  }

  get(url: URL, address: string): Pool {
    const key = `${url.origin} ${address}`;
    const pool = this.pools.get(key) ?? this.open(url, address);
    this.pools.delete(key);
    this.pools.set(key, pool);
    if (this.pools.size > POOLS_MAX) this.closeOneIdle(key);
    return pool;
  }

  async close(): Promise<void> {
    const pools = [...this.pools.values()];
    this.pools.clear();
    await Promise.all(pools.map((pool) => pool.destroy()));
  }

  private open(url: URL, address: string): Pool {
    const { protocol } = url;
    const host = hostOf(url);
    const port = portOf(url);
    return new Pool(url.origin, {
      maxHeaderSize: HEADER_BYTES_MAX,
      headersTimeout: 0, // the request's own deadline covers both
      bodyTimeout: 0,
      pipelining: 1,
      connect: (options, callback) => {
        const admitted = this.policy.admitAddress(address, port);
        if (!admitted.ok) {
          callback(new FetchError(admitted.error, address), null);
          return;
        }
        // The certificate must be the host's, though the address is what we dial.
        const servername = isAddress(host) ? {} : { servername: host };
        this.dial({ ...options, ...servername, hostname: address }, (...[error, socket]) => {
          if (error === null) callback(null, socket);
          else callback(classifyConnectError(error, protocol), null);
        });
      },
    });
  }

  private closeOneIdle(keep: string): void {
    for (const [key, pool] of this.pools) {
      if (key === keep || pool.stats.size > 0) continue;
      this.pools.delete(key);
      void pool.close();
      return;
    }
  }
}
