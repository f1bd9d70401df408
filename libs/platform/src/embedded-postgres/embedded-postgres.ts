import { setTimeout as sleep } from 'node:timers/promises';
import { ensureCluster, ROLE } from './cluster.js';
import { findFreePort } from './free-port.js';
import { type Place, type PlaceOptions, preparePlace } from './place.js';
import { disownStalePidFile, findPostmaster, type Postmaster } from './postmaster.js';
import { readRunFile, updateRunFile, writeRunFile } from './run-file.js';
import { ensureDatabase, readServerVersion } from './server.repository.js';
import { ServerEnded, startServer, stopServer } from './server-process.js';

/** A crashed server's last processes and a slow init may hold the folder for a moment. */
const BUSY_MS_MAX = 5_000;
const BUSY =
  /lock file .* already exists|shared memory block .* still in use|could not bind|Address already in use/;
const ANSWER_MS_MAX = 10_000;
const INVALID_PASSWORD = '28P01';

interface EmbeddedPostgresOptions extends PlaceOptions {
  /** `false` trades safety against a power cut for speed: tests only. */
  readonly durable?: boolean;
}

export interface RunningPostgres {
  /** Connects to the database `bazaar` as its owner. */
  readonly url: string;
  readonly version: string;
  readonly pid: number;
  /** Where Postgres keeps its files; not always inside the data folder. */
  readonly clusterDir: string;
  /** The server was running already: another instance's, or an orphan's. The instance lock tells which. */
  readonly adopted: boolean;
  stop(): Promise<void>;
}

/**
 * Makes sure that a Postgres server runs on the data folder. One that runs there already and answers is adopted, one
 * that does not answer is stopped first. Safe to call from several processes at once.
 */
async function start(options: EmbeddedPostgresOptions): Promise<RunningPostgres> {
  const durable = options.durable ?? true;
  const place = await preparePlace(options);
  const { dataDir, clusterDir } = place;
  const password = await ensureCluster(place, { durable });
  const urlOf = (port: number, database: string) =>
    `postgres://${ROLE}:${password}@127.0.0.1:${port}/${database}`;
  const previous = await readRunFile(dataDir);

  const server =
    (await adopt(clusterDir, (port) => urlOf(port, 'postgres'))) ??
    (await launch(place, previous?.port, durable, (port) => urlOf(port, 'postgres')));

  const { pid, port, version } = server;
  await ensureDatabase(urlOf(port, 'postgres'), ROLE);
  const url = urlOf(port, ROLE);
  const publicUrl = server.adopted ? (previous?.publicUrl ?? null) : null;
  await writeRunFile(dataDir, { url, pid, port, pgVersion: version, publicUrl });
  const stop = async () => {
    await stopServer(pid, clusterDir);
    await updateRunFile(dataDir, { pid: null, publicUrl: null });
  };
  return { url, version, pid, clusterDir, adopted: server.adopted, stop };
}

interface Server extends Pick<Postmaster, 'pid' | 'port'> {
  readonly version: string;
  readonly adopted: boolean;
}

/** The server that runs on the folder already, or null; one that keeps silent is stopped. */
async function adopt(clusterDir: string, urlOf: (port: number) => string): Promise<Server | null> {
  const deadline = Date.now() + ANSWER_MS_MAX;
  for (;;) {
    const found = await findPostmaster(clusterDir);
    if (!found) return null;
    try {
      return { ...found, version: await readServerVersion(urlOf(found.port)), adopted: true };
    } catch (error) {
      // It answers, but its password was changed by hand. Stopping it would not help.
      if ((error as { code?: string }).code === INVALID_PASSWORD) throw error;
    }
    if (Date.now() > deadline) {
      await stopServer(found.pid, clusterDir);
      return null;
    }
    await sleep(50);
  }
}

async function launch(
  place: Place,
  wantedPort: number | undefined,
  durable: boolean,
  urlOf: (port: number) => string,
): Promise<Server> {
  const deadline = Date.now() + BUSY_MS_MAX;
  for (;;) {
    await disownStalePidFile(place.clusterDir);
    const port = await findFreePort(wantedPort);
    try {
      const pid = await startServer(place, port, { durable });
      return { pid, port, version: await readServerVersion(urlOf(port)), adopted: false };
    } catch (error) {
      if (!(error instanceof ServerEnded && BUSY.test(error.message)) || Date.now() > deadline) throw error;
    }
    // Perhaps another start was quicker.
    const other = await adopt(place.clusterDir, urlOf);
    if (other) return other;
    await sleep(100);
  }
}

export const EmbeddedPostgres = { start };
