import { type Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

const ZEROS = Buffer.alloc(32 * 1024 * 1024);
const head = (...headers: readonly string[]): string => ['HTTP/1.1 200 OK', ...headers, '', ''].join('\r\n');

function whole(socket: Socket, ...parts: readonly (string | Buffer)[]): void {
  for (const part of parts) socket.write(part);
  socket.end();
}

function encoded(encoding: string, body: Buffer) {
  return (socket: Socket): void =>
    whole(socket, head(`content-encoding: ${encoding}`, `content-length: ${body.length}`), body);
}

/** Writes the same again and again until the other side hangs up. */
function forEver(socket: Socket, first: string, again: string | Buffer, everyMs: number): void {
  socket.write(first);
  const timer = setInterval(() => {
    while (socket.writable && socket.write(again) && everyMs === 0);
  }, everyMs);
  socket.once('close', () => clearInterval(timer));
}

type Answer = readonly [what: string, reason: string, answer: (socket: Socket) => void];

/** What a server we do contact may answer, and what must come of it with 600 ms, 64 KiB and 3 redirects. */
export const hostileAnswers: readonly Answer[] = [
  ['no-answer', 'unreachable-timeout', () => undefined],
  [
    'slow-headers',
    'unreachable-timeout',
    (socket) => forEver(socket, 'HTTP/1.1 200 OK\r\n', 'x-a: b\r\n', 20),
  ],
  ['slow-status-line', 'unreachable-timeout', (socket) => forEver(socket, 'HTTP/1.1 200 ', 'O', 20)],
  [
    'endless-early-hints',
    'unreachable-timeout',
    (socket) => forEver(socket, '', 'HTTP/1.1 103 Early Hints\r\nlink: <a>\r\n\r\n', 1),
  ],
  ['slow-body', 'unreachable-timeout', (socket) => forEver(socket, head('content-length: 1000'), 'x', 20)],
  [
    'slow-gzip',
    'unreachable-timeout',
    (socket) =>
      forEver(socket, head('content-encoding: gzip', 'content-length: 1000').concat('\x1f'), '', 20),
  ],
  [
    'endless-chunk-extension',
    'unreachable-timeout',
    (socket) => forEver(socket, `${head('transfer-encoding: chunked')}1;a=`, 'x'.repeat(99), 1),
  ],
  [
    'endless-body',
    'body-too-large',
    (socket) => forEver(socket, head('connection: close'), Buffer.alloc(16_384), 0),
  ],
  [
    'endless-chunks',
    'body-too-large',
    (socket) => forEver(socket, head('transfer-encoding: chunked'), `400\r\n${'x'.repeat(1024)}\r\n`, 0),
  ],
  ['large-body-announced', 'body-too-large', (socket) => whole(socket, head('content-length: 65537'), 'x')],
  ['gzip-bomb', 'body-too-large', encoded('gzip', gzipSync(ZEROS, { level: 9 }))],
  ['gzip-bomb-capitals', 'body-too-large', encoded('GZip', gzipSync(ZEROS))],
  ['brotli-bomb', 'body-too-large', encoded('br', brotliCompressSync(ZEROS))],
  ['deflate-bomb', 'body-too-large', encoded('deflate', deflateSync(ZEROS))],
  ['gzip-of-gzip', 'bad-response', encoded('gzip, gzip', gzipSync(gzipSync(ZEROS)))],
  ['unknown-encoding', 'bad-response', encoded('constructor', Buffer.from('x'))],
  ['not-gzip', 'bad-response', encoded('gzip', Buffer.from('{"x402Version":2}'))],
  ['half-a-gzip', 'bad-response', encoded('gzip', gzipSync('x'.repeat(1000)).subarray(0, 20))],
  [
    'ten-thousand-headers',
    'headers-too-large',
    (socket) => whole(socket, head(...Array.from({ length: 10_000 }, (_, n) => `x-${n}: ${'y'.repeat(20)}`))),
  ],
  [
    'one-megabyte-header',
    'headers-too-large',
    (socket) => whole(socket, head(`payment-required: ${'A'.repeat(1_000_000)}`)),
  ],
  [
    'endless-trailers',
    'headers-too-large',
    (socket) =>
      forEver(socket, `${head('transfer-encoding: chunked')}0\r\n`, `x-a: ${'b'.repeat(1000)}\r\n`, 0),
  ],
  ['hangs-up', 'bad-response', (socket) => whole(socket)],
  ['resets', 'bad-response', (socket) => void socket.resetAndDestroy()],
  ['not-http', 'bad-response', (socket) => whole(socket, 'SSH-2.0-OpenSSH_9.6\r\n')],
  ['half-a-head', 'bad-response', (socket) => whole(socket, 'HTTP/1.1 200 OK\r\nx-a: b\r\n')],
  [
    'announces-more-than-it-sends',
    'bad-response',
    (socket) => whole(socket, head('content-length: 1000'), 'x'),
  ],
  [
    'broken-chunk',
    'bad-response',
    (socket) => whole(socket, head('transfer-encoding: chunked'), 'zz\r\nx\r\n'),
  ],
  ['half-a-chunk', 'bad-response', (socket) => whole(socket, head('transfer-encoding: chunked'), '400\r\nx')],
  [
    'two-lengths',
    'bad-response',
    (socket) => whole(socket, head('content-length: 1', 'content-length: 2'), 'xx'),
  ],
  [
    'length-and-chunks',
    'bad-response',
    (socket) => whole(socket, head('content-length: 1', 'transfer-encoding: chunked'), '1\r\nx\r\n0\r\n\r\n'),
  ],
  [
    'upgrade-nobody-asked-for',
    'bad-response',
    (socket) =>
      whole(socket, 'HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n'),
  ],
  ['status-999', 'bad-response', (socket) => whole(socket, 'HTTP/1.1 999 No\r\ncontent-length: 0\r\n\r\n')],
  [
    'redirect-to-no-url',
    'bad-response',
    (socket) => whole(socket, 'HTTP/1.1 302 Found\r\nlocation: http://[\r\ncontent-length: 0\r\n\r\n'),
  ],
];
