import { createHash } from 'node:crypto';
import { chown, mkdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { type Binaries, findBinaries } from './binaries.js';
import { canEnter, findServerUser, type ServerUser } from './server-user.js';

/** Where a root's server lives when its user cannot enter the data folder. */
const FALLBACK_ROOT = '/var/lib/bazaar';

export interface PlaceOptions {
  readonly dataDir: string;
  /** Default `/var/lib/bazaar`; used by root only. */
  readonly fallbackRoot?: string;
  readonly logger?: Logger;
}

interface Logger {
  info(line: string): void;
}

/** Everything that is decided before a server is looked at. */
export interface Place {
  /** Ours: run.json is here. */
  readonly dataDir: string;
  /** The server's: Postgres' own data folder. */
  readonly clusterDir: string;
  readonly user: ServerUser | null;
  readonly binaries: Binaries;
}

/**
 * Makes the data folder and finds where the cluster goes: inside it, or, where root's data folder cannot be entered by
 * the user the server runs as (below a 0700 home), in a folder of its own under `/var/lib/bazaar`. `run.json` stays in
 * the data folder either way, so that other commands find it.
 */
export async function preparePlace({
  dataDir: asked,
  fallbackRoot = FALLBACK_ROOT,
  logger,
}: PlaceOptions): Promise<Place> {
  const dataDir = resolve(asked);
  // Root's server runs as somebody else, who must be able to pass through.
  await mkdir(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  let clusterDir = join(dataDir, 'postgres');
  const user = await findServerUser(clusterDir);
  if (user && !(await canEnter(user, dataDir))) {
    const id = createHash('sha256').update(dataDir).digest('hex').slice(0, 8);
    const home = join(fallbackRoot, `${basename(dataDir).replace(/^\.+/, '')}-${id}`);
    await mkdir(home, { recursive: true, mode: 0o711 });
    await chown(home, user.uid, user.gid);
    clusterDir = join(home, 'postgres');
    logger?.info(`The database user cannot enter ${dataDir}, so the database is kept in ${clusterDir}.`);
  }
  return { dataDir, clusterDir, user, binaries: await findBinaries(user, fallbackRoot) };
}
