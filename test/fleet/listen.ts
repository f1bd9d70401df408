import express, { type RequestHandler } from 'express';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

export interface Listener {
  readonly port: number;
  readonly origin: string;
  /** Until then every request is answered 404. */
  readonly serve: (handler: RequestHandler) => void;
  /** Ends what is open, answered or not. */
  readonly close: () => Promise<void>;
}

/** A server on 127.0.0.1, and nowhere else; port 0 takes any free one. */
export async function listen(port: number): Promise<Listener> {
  const app = express().disable('x-powered-by');
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const taken = (server.address() as AddressInfo).port;
  return {
    port: taken,
    origin: `http://127.0.0.1:${taken}`,
    serve: (handler) => void app.use(handler),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
