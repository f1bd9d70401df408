import { fileURLToPath } from 'node:url';
import { loadConfig } from '@bazaar/platform';
import { migrate } from '../../../migrations/index.js';
import { runLocal } from './run-local.js';
import { stopSignal } from './stop-signal.js';

const compiled = (app: string) => fileURLToPath(new URL(`../../${app}/src/main.js`, import.meta.url));

try {
  process.exitCode = await runLocal({
    config: loadConfig(process.env),
    env: process.env,
    migrate,
    scripts: { api: compiled('api'), worker: compiled('worker') },
    signal: stopSignal(),
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
