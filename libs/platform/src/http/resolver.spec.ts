import { createSocket, type Socket } from 'node:dgram';

import { dnsResolver, type Resolver } from './resolver.js';

const HEADER_BYTES = 12;
const TYPE_A = 1;

/** The name in a DNS question, and where the question ends. */
function questionOf(packet: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = packet.readUInt8(at); length > 0; length = packet.readUInt8(at)) {
    labels.push(packet.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.'), type: packet.readUInt16BE(at + 1), end: at + 5 };
}

/** An answer with these A records; none: no such name. */
function answerTo(packet: Buffer, addresses: readonly string[]): Buffer {
  const { type, end } = questionOf(packet);
  const records = type === TYPE_A ? addresses : [];
  const header = Buffer.from(packet.subarray(0, HEADER_BYTES));
  header.writeUInt16BE(addresses.length > 0 ? 0x8180 : 0x8183, 2);
  header.writeUInt16BE(records.length, 6);
  header.writeUInt32BE(0, 8);
  const answers = records.map((address) =>
    Buffer.from([0xc0, HEADER_BYTES, 0, TYPE_A, 0, 1, 0, 0, 0, 60, 0, 4, ...address.split('.').map(Number)]),
  );
  return Buffer.concat([header, packet.subarray(HEADER_BYTES, end), ...answers]);
}

describe('dnsResolver', () => {
  let server: Socket;
  let resolve: Resolver;

  beforeAll(async () => {
    server = createSocket('udp4');
    server.on('message', (packet, from) => {
      const { name } = questionOf(packet);
      if (name.endsWith('.silent.example')) return;
      const addresses = name === 'two.example' ? ['93.184.216.34', '93.184.216.35'] : [];
      server.send(answerTo(packet, addresses), from.port, from.address);
    });
    await new Promise<void>((done) => server.bind(0, '127.0.0.1', done));
    const { port } = server.address();
    resolve = dnsResolver({ servers: [`127.0.0.1:${port}`], timeoutMs: 1_000 });
  });

  afterAll(() => new Promise<void>((done) => void server.close(done)));

  it('gives every address of a name', async () => {
    expect([...(await resolve('two.example'))].sort()).toEqual(['93.184.216.34', '93.184.216.35']);
  });

  it('rejects a name that does not exist', async () => {
    await expect(resolve('none.example')).rejects.toThrow('ENOTFOUND');
  });

  it('keeps nobody waiting for names that nobody answers for', async () => {
    const dead = Array.from({ length: 60 }, (_, index) => resolve(`n${index}.silent.example`));
    const ended = Promise.allSettled(dead);
    const startedAt = performance.now();

    await resolve('two.example');

    expect(performance.now() - startedAt).toBeLessThan(900);
    expect((await ended).every(({ status }) => status === 'rejected')).toBe(true);
  }, 15_000);
});
