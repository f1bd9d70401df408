import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { hostileAnswers } from './hostile-answers.js';

export interface TestServer {
  readonly port: number;
  /** Request lines, or nothing where a connection never said one. */
  readonly seen: string[];
  readonly connections: () => number;
  readonly close: () => Promise<void>;
}

async function listen(host: string, onRequest: (socket: Socket, path: string) => void): Promise<TestServer> {
  const seen: string[] = [];
  const open = new Set<Socket>();
  let connections = 0;
  const server: Server = createServer((socket) => {
    connections++;
    open.add(socket);
    socket.on('error', () => undefined).once('close', () => open.delete(socket));
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      if (text.startsWith('\x16')) socket.end('HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n'); // a TLS hello
      if (!text.includes('\r\n\r\n')) return;
      const [line = ''] = text.split('\r\n');
      text = '';
      seen.push(line);
      onRequest(socket, line.split(' ')[1] ?? '');
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, host, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    connections: () => connections,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}

/** Nothing may ever connect here. */
export const trapServer = (host = '127.0.0.1'): Promise<TestServer> =>
  listen(host, (socket) => socket.end('HTTP/1.1 402 Payment Required\r\ncontent-length: 0\r\n\r\n'));

/** A server that may be contacted and answers as {@link hostileAnswers} says, or redirects: `/redirect?to=URL`. */
export const hostileServer = (): Promise<TestServer> =>
  listen('127.0.0.1', (socket, path) => {
    const url = new URL(path, 'http://hostile');
    const to = url.searchParams.get('to') ?? (url.pathname === '/loop' ? '/loop' : null);
    const status = url.searchParams.get('status') ?? '302';
    const answer = hostileAnswers.find(([what]) => url.pathname === `/${what}`)?.[2];
    if (answer !== undefined) answer(socket);
    else if (to !== null)
      socket.write(`HTTP/1.1 ${status} Moved\r\nlocation: ${to}\r\ncontent-length: 0\r\n\r\n`);
    else
      socket.write(
        'HTTP/1.1 402 Payment Required\r\nset-cookie: a=b\r\nx-n: 1\r\nx-n: 2\r\ncontent-length: 2\r\n\r\n{}',
      );
  });
