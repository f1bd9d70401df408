import { createLogger, createMetrics, loadConfig } from '@bazaar/platform';

import { createApi } from '../../apps/api/src/create-api.js';
import { startWorker } from '../../apps/worker/src/worker.js';
import { migrate } from '../../migrations/index.js';
import { unbuilt } from '../setup/script.js';
import { createTestDatabase } from '../setup/test-database.js';

/** A whole Bazaar on a database of its own: api and worker as `npm start` runs them, but in this process. */
export interface RunningBazaar {
  readonly url: string;
  readonly databaseUrl: string;
  /** GET; the answer's JSON, whatever its status. */
  get<T>(path: string): Promise<T>;
  register<T>(body: object): Promise<T>;
  graphql<T>(query: string, variables?: Record<string, unknown>): Promise<T>;
  stop(): Promise<void>;
}

export async function aBazaar(settings: Record<string, string>): Promise<RunningBazaar> {
  const { url: databaseUrl, drop } = await createTestDatabase(migrate);
  const config = {
    ...loadConfig({
      LOG_LEVEL: 'silent',
      ORIGIN_REQUESTS_PER_SECOND: '1000',
      ORIGIN_BURST: '1000',
      ADDRESS_REQUESTS_PER_SECOND: '10000',
      REGISTER_PER_MINUTE: '1000',
      READS_PER_MINUTE: '1000000',
      WORKER_PORT: '0',
      BAZAAR_SOURCES: 'none',
      RATES_URL: 'none',
      ...settings,
    }),
    DATABASE_URL: databaseUrl,
  };
  const worker = await startWorker(config, {
    logger: createLogger(config),
    metrics: createMetrics(),
    threadArgs: unbuilt,
  });
  const api = await createApi(config);
  await api.listen(0, '127.0.0.1');
  const url = await api.getUrl();

  const post = async <T>(path: string, body: object): Promise<T> => {
    const headers = { 'content-type': 'application/json' };
    return (await (
      await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    ).json()) as T;
  };
  return {
    url,
    databaseUrl,
    get: async <T>(path: string) => (await (await fetch(url + path)).json()) as T,
    register: (body) => post('/discovery/register', body),
    async graphql<T>(query: string, variables?: Record<string, unknown>) {
      const { data, errors } = await post<{ data?: T; errors?: unknown }>('/graphql', { query, variables });
      if (errors !== undefined || data === undefined) throw new Error(JSON.stringify(errors));
      return data;
    },
    async stop() {
      await api.close();
      await worker.stop();
      await drop();
    },
  };
}
