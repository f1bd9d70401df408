import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

import { type Config, type Logger, type Metrics } from '@bazaar/platform';

export interface ServedFigures {
  /** Null where the port was taken. */
  readonly port: number | null;
  readonly close: () => Promise<void>;
}

/**
 * What a worker does, for whoever runs it: `/metrics` and `/healthz`. Workers beside each other need ports of their
 * own; one that finds its port taken says so and works on.
 */
export async function serveFigures(
  { HOST, WORKER_PORT }: Pick<Config, 'HOST' | 'WORKER_PORT'>,
  metrics: Metrics,
  logger: Logger,
): Promise<ServedFigures> {
  const server = createServer((request, response) => void answer(request, response, metrics));
  try {
    await once(server.listen(WORKER_PORT, HOST), 'listening');
  } catch (error) {
    logger.warn({ event: 'metrics-not-served', host: HOST, port: WORKER_PORT, err: error });
    return { port: null, close: () => Promise.resolve() };
  }
  const { port } = server.address() as AddressInfo;
  logger.info({ event: 'metrics-served', host: HOST, port });
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { port, close };
}

async function answer(
  { method, url }: IncomingMessage,
  response: ServerResponse,
  metrics: Metrics,
): Promise<void> {
  const path = method === 'GET' ? url : undefined;
  if (path === '/healthz') {
    response.setHeader('content-type', 'application/json').end('{"status":"ok"}');
  } else if (path === '/metrics') {
    const text = await metrics.text();
    response.setHeader('content-type', metrics.registry.contentType).end(text);
  } else {
    response.writeHead(404).end();
  }
}
