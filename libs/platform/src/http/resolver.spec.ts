import { createSocket, type Socket } from 'node:dgram';

import { dnsResolver, type Resolver, txtResolver } from './resolver.js';

const HEADER_BYTES = 12;
const TYPE_A = 1;
const TYPE_TXT = 16;

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

/** An answer with one TXT record, in these pieces. */
function textAnswerTo(packet: Buffer, pieces: readonly string[]): Buffer {
  const { end } = questionOf(packet);
  const data = Buffer.concat(pieces.map((piece) => Buffer.from([piece.length, ...Buffer.from(piece)])));
  const header = Buffer.from(packet.subarray(0, HEADER_BYTES));
  header.writeUInt16BE(0x8180, 2);
  header.writeUInt16BE(1, 6);
  header.writeUInt32BE(0, 8);
  const fixed = Buffer.from([0xc0, HEADER_BYTES, 0, TYPE_TXT, 0, 1, 0, 0, 0, 60, 0, data.length]);
  return Buffer.concat([header, packet.subarray(HEADER_BYTES, end), fixed, data]);
}

describe('the resolvers', () => {
  let server: Socket;
  let servers: readonly string[];
  let resolve: Resolver;

  beforeAll(async () => {
    server = createSocket('udp4');
    server.on('message', (packet, from) => {
      const { name, type } = questionOf(packet);
      if (name.endsWith('.silent.example')) return;
      if (type === TYPE_TXT && name === '_x402.two.example') {
        server.send(
          textAnswerTo(packet, ['v=x402-1; ', 'wk=https://two.example/x402']),
          from.port,
          from.address,
        );
        return;
      }
      const addresses = name === 'two.example' ? ['93.184.216.34', '93.184.216.35'] : [];
      server.send(answerTo(packet, addresses), from.port, from.address);
    });
    await new Promise<void>((done) => server.bind(0, '127.0.0.1', done));
    const { port } = server.address();
    servers = [`127.0.0.1:${port}`];
    resolve = dnsResolver({ servers, timeoutMs: 1_000 });
  });

  afterAll(() => new Promise<void>((done) => void server.close(done)));

  it('give every address of a name', async () => {
    expect([...(await resolve('two.example'))].sort()).toEqual(['93.184.216.34', '93.184.216.35']);
  });

  it('reject a name that does not exist', async () => {
    await expect(resolve('none.example')).rejects.toThrow('ENOTFOUND');
  });

  it('keep nobody waiting for names that nobody answers for', async () => {
    const dead = Array.from({ length: 60 }, (_, index) => resolve(`n${index}.silent.example`));
    const ended = Promise.allSettled(dead);
    const startedAt = performance.now();

    await resolve('two.example');

    expect(performance.now() - startedAt).toBeLessThan(900);
    expect((await ended).every(({ status }) => status === 'rejected')).toBe(true);
  }, 15_000);

  it('give the TXT records of a name, each in its pieces', async () => {
    const resolveTxt = txtResolver({ servers, timeoutMs: 1_000 });

    expect(await resolveTxt('_x402.two.example')).toEqual([['v=x402-1; ', 'wk=https://two.example/x402']]);
  });

  it('give no records of a name that does not exist', async () => {
    expect(await txtResolver({ servers, timeoutMs: 1_000 })('_x402.none.example')).toEqual([]);
  });

  it('wait for nobody’s records longer than that', async () => {
    const resolveTxt = txtResolver({ servers, timeoutMs: 10_000 }, 200);
    const startedAt = performance.now();

    await expect(resolveTxt('_x402.n.silent.example')).rejects.toThrow();

    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
