import { fileURLToPath } from 'node:url';
import { loadConfig } from '@bazaar/platform';
import { migrate } from '../../../migrations/index.js';
import { runLocal } from './run-local.js';

const compiled = (app: string) => fileURLToPath(new URL(`../../${app}/src/main.js`, import.meta.url));

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());

try {
  process.exitCode = await runLocal({
    config: loadConfig(process.env),
    env: process.env,
    migrate,
    scripts: { api: compiled('api'), worker: compiled('worker') },
    signal: stop.signal,
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
