import { EmbeddedEngine, Indexer } from '@bazaar/search';
import { createLogger, loadConfig } from '@bazaar/platform';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyInstance } from 'fastify';
import request, { type Test } from 'supertest';

import { createApi } from '../../../apps/api/src/create-api.js';
import { type TestCatalog, aCatalog } from '../../builders/a-catalog.js';
import { aChallenge } from '../../builders/a-challenge.js';
import { aRequirement } from '../../builders/a-requirement.js';
import { aSighting } from '../../builders/a-sighting.js';
import { anObservation } from '../../builders/an-observation.js';

/** An api in this process, on a catalogue of its own. What it answers is for the spec to name. */
export interface TestApi {
  readonly app: NestFastifyApplication;
  readonly catalog: TestCatalog;
  /** What it logged, a line each. */
  readonly logs: readonly string[];
  /** The body of an answer with this status. */
  json(path: string, status?: number): Promise<unknown>;
  /** Posts an object, or a text that calls itself JSON, and gives the body of the answer with this status. */
  send(
    path: string,
    body: object | string,
    status: number,
    headers?: Record<string, string>,
  ): Promise<unknown>;
  /** The data of a query, which must have worked. */
  ask(query: string, variables?: object): Promise<unknown>;
  /** The code of the first error of a query. */
  refusal(query: string, variables?: object): Promise<string | undefined>;
  close(): Promise<void>;
}

interface GraphqlAnswer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

export async function anApi(env: Record<string, string> = {}, shared?: TestCatalog): Promise<TestApi> {
  const catalog = shared ?? (await aCatalog());
  const config = loadConfig({
    DATABASE_URL: catalog.url,
    LOG_LEVEL: 'silent',
    REGISTER_WAIT_MS: '100',
    READS_PER_MINUTE: '1000000',
    ...env,
  });
  const logs: string[] = [];
  const logger = createLogger(config, { write: (line) => logs.push(line) });
  const app = await createApi(config, undefined, logger);
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  await server.ready();
  const json = async (asked: Test, status: number) => (await asked.expect(status)).body as unknown;
  const post = (path: string, body: object | string): Test =>
    request(server.server).post(path).set('content-type', 'application/json').send(body);
  const graphql = async (query: string, variables?: object): Promise<GraphqlAnswer> =>
    (await post('/graphql', { query, variables })).body as GraphqlAnswer;
  return {
    app,
    catalog,
    logs,
    json: (path, status = 200) => json(request(server.server).get(path), status),
    send: (path, body, status, headers = {}) => json(post(path, body).set(headers), status),
    async ask(query, variables) {
      const { data, errors } = await graphql(query, variables);
      if (errors !== undefined) throw new Error(JSON.stringify(errors));
      return data;
    },
    async refusal(query, variables) {
      const answer = await graphql(query, variables);
      expect(JSON.stringify(answer)).not.toMatch(/stacktrace|node_modules|\.ts:/);
      expect(answer.errors?.[0]?.message.trim()).not.toBe('');
      return answer.errors?.[0]?.extensions.code;
    },
    async close() {
      await app.close();
      if (shared === undefined) await catalog.close();
    },
  };
}

export interface Shop {
  readonly url: string;
  readonly method?: string;
  readonly accepts?: readonly unknown[];
  readonly extensions?: Record<string, unknown>;
  readonly resource?: Record<string, unknown>;
}

export const SOLANA_OFFER = {
  network: 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp',
  asset: 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v',
  payTo: '2wKupLR9q6wXYppw8Gr2NvWxKBUqm4PPJKkQfoxHDBg4',
  amount: '50000',
  extra: { feePayer: '2wKupLR9q6wXYppw8Gr2NvWxKBUqm4PPJKkQfoxHDBg4' },
};

/** A small street: three shops on main networks, one on a test network, one URL that sells under two methods. */
export const STREET: readonly Shop[] = [
  {
    url: 'https://weather.example.com/now',
    extensions: { 'payment-identifier': { info: { required: false } } },
  },
  {
    url: 'https://maps.example.com/route',
    accepts: [aRequirement(SOLANA_OFFER)],
    resource: { description: 'Route planning on maps.', serviceName: 'Maps', tags: ['maps'] },
  },
  {
    url: 'https://both.example.com/quote',
    accepts: [aRequirement({ amount: '5000000' }), aRequirement({ ...SOLANA_OFFER, amount: '10000' })],
    resource: { description: 'Share quotes.', serviceName: 'Quotes', tags: ['finance'] },
  },
  {
    url: 'https://test.example.com/weather',
    accepts: [
      aRequirement({
        network: 'eip155:84532',
        asset: '0x036CbD53842c5426634e7929541eC2318f3dCF7e',
        extra: { name: 'USDC', version: '2' },
      }),
    ],
  },
  { url: 'https://two.example.com/order', method: 'GET' },
  { url: 'https://two.example.com/order', method: 'POST' },
];

/** Registers and probes shops as a worker would, and has them indexed. Gives the listing ids. */
export async function open(catalog: TestCatalog, shops: readonly Shop[]): Promise<string[]> {
  const ids: string[] = [];
  for (const { url, method = 'GET', ...challenge } of shops) {
    const { targetId, listingId } = await catalog.sightOne(aSighting({ url, method }));
    const at = catalog.clock.advance(1_000);
    const seen = anObservation(await catalog.lease(targetId), {
      at,
      url,
      method,
      challenge: aChallenge({ url, ...challenge }),
    });
    expect(await catalog.ingest.observe([seen])).toEqual(['stored']);
    ids.push(listingId);
  }
  const fail = (error: unknown): never => {
    throw error;
  };
  const indexer = new Indexer(catalog.database, new EmbeddedEngine(catalog.database), {
    onError: fail,
    onSkipped: (_listingId, error) => fail(error),
  });
  await indexer.drain();
  return ids;
}
