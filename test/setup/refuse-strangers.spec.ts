import dns from 'node:dns';
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';

// 192.0.2.0/24 and .invalid belong to nobody: should the guard fail, still no stranger is reached.
describe('the jest setup', () => {
  it.each([
    ['an address', { host: '192.0.2.1', port: 80 }],
    ['a name', { host: 'seller.invalid', port: 80 }],
    ['a name that leads to an address', { host: 'seller.invalid', port: 80, lookup: leadTo('192.0.2.1') }],
    ['a mapped address', { host: '::ffff:192.0.2.1', port: 80 }],
  ])('refuses a connection to %s', async (_what, options) => {
    const [error] = (await once(net.connect(options), 'error').catch((thrown: unknown) => [thrown])) as [
      Error,
    ];

    expect(error.message).toMatch(/^Tests must not reach strangers: /);
  });

  it.each([
    ['127.0.0.1', {}],
    ['localhost', {}],
    ['seller.invalid', { lookup: leadTo('127.0.0.1') }],
  ])('lets a test connect to its own server as %s', async (host, options) => {
    const server = net.createServer((socket) => socket.end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const socket = net.connect({ host, port: (server.address() as AddressInfo).port, ...options });

    await expect(once(socket, 'connect')).resolves.toEqual([]);

    socket.destroy();
    server.close();
  });

  it('refuses to look a stranger up', async () => {
    await expect(dns.promises.lookup('seller.invalid')).rejects.toThrow('must not reach strangers');
    await expect(fetch('https://seller.invalid/')).rejects.toThrow('fetch failed');
  });
});

function leadTo(address: string): net.LookupFunction {
  return (_hostname, options, callback) => {
    if (options.all) callback(null, [{ address, family: 4 }]);
    else callback(null, address, 4);
  };
}
