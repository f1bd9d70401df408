import { setTimeout as sleep } from 'node:timers/promises';
import { type Config, FetchPolicy, isPortFree } from '@bazaar/platform';
import { type ChildLimits } from './child.js';
import { type Output } from './output.js';
import { findRunningUrl, OwnedDatabase } from './own-database.js';
import { Supervisor } from './supervisor.js';

export interface RunLocalOptions {
  readonly config: Config;
  /** Handed on to the children, with DATABASE_URL added. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Brings the schema up to date. */
  readonly migrate: (databaseUrl: string) => Promise<void>;
  readonly scripts: Readonly<Record<'api' | 'worker', string>>;
  /** Aborted: everything is stopped, in order. */
  readonly signal: AbortSignal;
  readonly output?: Output;
  readonly limits?: ChildLimits;
}

/** An api whose owner was killed needs a moment to notice and to leave the port. */
const PORT_WAIT_MS = 2_000;

/** Runs everything on this machine until the signal is given; resolves with the exit code, nothing left running. */
export async function runLocal(options: RunLocalOptions): Promise<number> {
  const { config, output = console } = options;
  try {
    FetchPolicy.fromConfig(config); // said here once, not by every child at every start
    if (config.DATABASE_URL !== undefined) return await runOn(config.DATABASE_URL, options, null);
    const database = await OwnedDatabase.open(config.BAZAAR_DATA, output);
    if (!database) {
      const url = await findRunningUrl(config.BAZAAR_DATA);
      if (url === null)
        throw new Error(
          `Another command is at work on the data in ${config.BAZAAR_DATA}: try again when it has ended.`,
        );
      output.info(`Bazaar is already running at ${url} (data in ${config.BAZAAR_DATA}).`);
      return 0;
    }
    try {
      return await runOn(database.url, options, database);
    } finally {
      await database.stop();
    }
  } catch (error) {
    output.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

async function runOn(
  databaseUrl: string,
  options: RunLocalOptions,
  database: OwnedDatabase | null,
): Promise<number> {
  const { config, output = console, signal, scripts } = options;
  const supervisor = new Supervisor(output, options.limits);
  const failed = [supervisor.failed, ...(database ? [database.failed] : [])];
  const aborted = new Promise<'aborted'>((resolve) => {
    if (signal.aborted) resolve('aborted');
    signal.addEventListener('abort', () => resolve('aborted'), { once: true });
  });
  const untilStopped = async <T>(work: Promise<T>) => await Promise.race([work, aborted, ...failed]);
  const env = { ...options.env, DATABASE_URL: databaseUrl };

  for (const step of [() => requirePort(config), () => options.migrate(databaseUrl)]) {
    await step();
    if (signal.aborted) return 0;
  }
  try {
    const starting = Promise.all([
      supervisor.start({ name: 'api', script: scripts.api, env }),
      supervisor.start({ name: 'worker', script: scripts.worker, env }),
    ]);
    const ready = await untilStopped(starting);
    if (ready === 'aborted') return 0;
    const url = config.PUBLIC_URL ?? ready[0] ?? `http://${config.HOST}:${config.PORT}`;
    await database?.publish(url);
    output.info(`Bazaar is ready at ${url} (data in ${database?.folder ?? 'DATABASE_URL'}).`);
    await untilStopped(aborted);
    return 0;
  } finally {
    await supervisor.stop();
  }
}

async function requirePort({ PORT, HOST }: Config): Promise<void> {
  const deadline = Date.now() + PORT_WAIT_MS;
  while (!(await isPortFree(PORT, HOST))) {
    if (Date.now() > deadline) {
      throw new Error(
        `Port ${PORT} of ${HOST} is taken by another program. Stop it, or set PORT to another port.`,
      );
    }
    await sleep(100);
  }
}
