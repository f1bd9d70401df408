import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';

// Runs before every spec file: no test reaches beyond this machine. Core modules are shared by all spec files of a
// worker, so the patch is put on once.

type Callback = (error: Error | null, address?: string | dns.LookupAddress[], family?: number) => void;
type Lookup = (hostname: string, options: unknown, callback: Callback) => void;

const PATCHED = Symbol.for('bazaar.refuse-strangers');

const loopback = new net.BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');
loopback.addSubnet('::ffff:127.0.0.0', 104, 'ipv6');

const isLocalName = (host: string) => host === '' || host === 'localhost' || host.endsWith('.localhost');
const isLoopback = (address: string) =>
  net.isIP(address) > 0 && loopback.check(address, net.isIPv6(address) ? 'ipv6' : 'ipv4');
const refusal = (target: string) =>
  Object.assign(new Error(`Tests must not reach strangers: ${target}`), { code: 'ECONNREFUSED' });

/** A lookup of the spec's own may name any host, as long as it leads back to this machine. */
function guarded(lookup: Lookup): Lookup {
  return (hostname, options, callback) =>
    lookup(hostname, options, (error, found, family) => {
      const addresses = typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address);
      const stranger = addresses.find((address) => !isLoopback(address));
      if (!error && stranger !== undefined) callback(refusal(`${hostname} (${stranger})`));
      else callback(error, found, family);
    });
}

function patchSockets(): void {
  const connect = net.Socket.prototype.connect as (this: net.Socket, ...args: unknown[]) => net.Socket;
  net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
    // net.connect hands on its arguments as one array; connect(port, host) comes as it is.
    const [first, second] = (Array.isArray(args[0]) ? args[0] : args) as unknown[];
    const options = (typeof first === 'object' && first !== null ? first : { host: second }) as {
      host?: unknown;
      lookup?: Lookup;
    };
    const host = typeof options.host === 'string' ? options.host : '';
    const byItsLookup = options.lookup !== undefined && net.isIP(host) === 0;
    if (!isLocalName(host) && !isLoopback(host) && !byItsLookup) {
      process.nextTick(() => this.destroy(refusal(host)));
      return this;
    }
    if (options.lookup) options.lookup = guarded(options.lookup);
    return connect.apply(this, args);
  };
}

/** Looking these up asks nobody. */
const isHarmless = (hostname: string) => isLocalName(hostname) || net.isIP(hostname) > 0;

function patchLookups(): void {
  const { lookup } = dns;
  dns.lookup = ((hostname: string, ...rest: unknown[]) => {
    const callback = rest.at(-1) as Callback;
    if (isHarmless(hostname)) (lookup as (...args: unknown[]) => void)(hostname, ...rest);
    else process.nextTick(() => callback(refusal(hostname)));
  }) as typeof dns.lookup;
  const lookupLater = dns.promises.lookup;
  dns.promises.lookup = ((hostname: string, ...rest: []) =>
    isHarmless(hostname)
      ? lookupLater(hostname, ...rest)
      : Promise.reject(refusal(hostname))) as typeof dns.promises.lookup;
  dns.setServers(['127.0.0.1:9']); // resolve4 and its like ask servers directly: here nobody answers
}

function patchDatagrams(): void {
  const send = dgram.Socket.prototype.send as (this: dgram.Socket, ...args: unknown[]) => void;
  dgram.Socket.prototype.send = function (this: dgram.Socket, ...args: unknown[]) {
    const address = args.slice(1).find((arg) => typeof arg === 'string') ?? '127.0.0.1';
    if (!isLocalName(address) && !isLoopback(address)) throw refusal(address);
    send.apply(this, args);
  } as typeof dgram.Socket.prototype.send;
}

const patched = process as unknown as Record<symbol, boolean | undefined>;
if (!patched[PATCHED]) {
  patched[PATCHED] = true;
  patchSockets();
  patchLookups();
  patchDatagrams();
}
