import express, { type RequestHandler } from 'express';
import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:http';

export interface Listener {
  readonly port: number;
  readonly origin: string;
  /** Until then every request is answered 404. */
  readonly serve: (handler: RequestHandler) => void;
  /** From then on connections are refused; what is open is cut off. */
  readonly close: () => Promise<void>;
  /** Takes connections again, on the same port. */
  readonly reopen: () => Promise<void>;
}

/** Below what systems give to outgoing connections: a port that is closed for a while is still free afterwards. */
const FREE_PORTS = { from: 20_000, to: 32_000 } as const;
const TRIES_MAX = 100;

/** A server on 127.0.0.1, and nowhere else; null takes any free port. */
export async function listen(port: number | null): Promise<Listener> {
  const app = express().disable('x-powered-by');
  const server = createServer(app);
  const taken = port ?? (await listenAnywhere(server));
  if (port !== null) await listenOn(server, port);
  return {
    port: taken,
    origin: `http://127.0.0.1:${taken}`,
    serve: (handler) => void app.use(handler),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    reopen: () => listenOn(server, taken),
  };
}

function listenOn(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function listenAnywhere(server: Server): Promise<number> {
  for (let tries = 1; ; tries++) {
    const port = randomInt(FREE_PORTS.from, FREE_PORTS.to);
    try {
      await listenOn(server, port);
      return port;
    } catch (error) {
      if (tries >= TRIES_MAX) throw error;
    }
  }
}
