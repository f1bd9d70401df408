import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo } from 'node:net';

import { type ChangingList } from './a-changing-list.js';

export type CatalogueAnswer = (url: URL, response: ServerResponse) => void;

export interface CatalogueServer {
  readonly url: string;
  /** Value of FETCH_ALLOW that lets a service ask it. */
  readonly allow: string;
  /** Paths with their queries, oldest first. */
  readonly asked: string[];
  /** From now on it answers so. */
  answer: CatalogueAnswer;
  close(): Promise<void>;
}

/** Somebody's catalogue on loopback. `tls`: with that certificate. */
export async function aCatalogueServer(
  answer: CatalogueAnswer,
  tls?: { readonly key: string; readonly cert: string },
): Promise<CatalogueServer> {
  const asked: string[] = [];
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    asked.push(request.url ?? '');
    catalogue.answer(new URL(request.url ?? '/', 'http://catalogue'), response);
  };
  const server = tls === undefined ? createHttp(listener) : createHttps(tls, listener);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const catalogue: CatalogueServer = {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    allow: `127.0.0.1/32:${port}`,
    ...{ asked, answer },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return catalogue;
}

export function sendJson(response: ServerResponse, body: unknown): void {
  response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
}

/** What a facilitator answers that has this list. */
export const facilitatorOf =
  (list: ChangingList): CatalogueAnswer =>
  (url, response) => {
    if (url.pathname !== '/discovery/resources') {
      response.writeHead(404).end();
      return;
    }
    const { items, ...pagination } = list.page(
      Number(url.searchParams.get('offset') ?? 0),
      Number(url.searchParams.get('limit') ?? 20),
    );
    sendJson(response, { x402Version: 2, items, ...(list.isSilent ? {} : { pagination }) });
  };
