import { createServer } from 'node:http';

import { createLogger, Metrics } from '@bazaar/platform';

import { serveFigures } from './serve-figures.js';

const logger = createLogger({ LOG_LEVEL: 'silent' });

describe('what a worker shows of itself', () => {
  it('is its figures, and that it lives', async () => {
    const metrics = new Metrics();
    metrics.counter({ name: 'probes_total', help: 'Probes.' }).inc(3);
    metrics.lookedUp({ name: 'origins_due', help: 'Due.' }, () => Promise.resolve(7));
    metrics.lookedUp({ name: 'oldest_due_seconds', help: 'Due.' }, () => Promise.reject(new Error('away')));
    const { port, close } = await serveFigures({ HOST: '127.0.0.1', WORKER_PORT: 0 }, metrics, logger);
    const get = (path: string): Promise<Response> => fetch(`http://127.0.0.1:${port}${path}`);
    try {
      const text = await (await get('/metrics')).text();

      expect(text).toContain('bazaar_probes_total 3');
      expect(text).toContain('bazaar_origins_due 7');
      expect(text).toContain('bazaar_oldest_due_seconds Nan');
      expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' });
      expect((await get('/other')).status).toBe(404);
      expect((await fetch(`http://127.0.0.1:${port}/metrics`, { method: 'POST' })).status).toBe(404);
    } finally {
      await close();
    }
  });

  it('is missing where its port is taken, and the worker works on', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    try {
      const figures = await serveFigures({ HOST: '127.0.0.1', WORKER_PORT: port }, new Metrics(), logger);

      expect(figures.port).toBeNull();
      await figures.close();
    } finally {
      taken.close();
    }
  });
});
