import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Place } from './place.js';

/** The role everything runs as; it owns the server. */
export const ROLE = 'bazaar';

const PASSWORD_FILE = 'bazaar.password';
const UNFINISHED = '.initdb-';
const UNFINISHED_MS_MAX = 600_000;

/** The word for text order and letters: by code point, and every script's letters are letters. */
const LOCALE =
  process.platform === 'darwin' ? ['--locale=C', '--lc-ctype=en_US.UTF-8'] : ['--locale=C.UTF-8'];

/**
 * Makes sure that `clusterDir` holds a cluster of our major version, and gives the password of its role.
 * A cluster of another major version is refused and left as it is.
 */
export async function ensureCluster(place: Place, { durable }: { durable: boolean }): Promise<string> {
  const { clusterDir, binaries } = place;
  let found = await majorOf(clusterDir);
  if (found === null) {
    await createCluster(place, durable);
    found = await majorOf(clusterDir);
  }
  if (found !== binaries.major) {
    throw new Error(
      `The data in ${clusterDir} was written by Postgres ${found ?? 'unknown'}; this version of Bazaar brings Postgres ${binaries.major}. Nothing was changed. See "Upgrading Postgres" in README.md.`,
    );
  }
  return (await readFile(join(clusterDir, PASSWORD_FILE), 'utf8')).trim();
}

async function majorOf(clusterDir: string): Promise<number | null> {
  const text = await readFile(join(clusterDir, 'PG_VERSION'), 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? null : Number.parseInt(text, 10);
}

/**
 * Runs initdb in a folder of its own and moves the result into place in one step: a start that is killed, or two at
 * once, never leave half a cluster. The password moves along, so that data and password never part.
 */
async function createCluster({ clusterDir, user, binaries }: Place, durable: boolean): Promise<void> {
  const parent = dirname(clusterDir);
  await removeAbandoned(parent);
  const folder = await mkdtemp(join(parent, UNFINISHED));
  const passwordFile = join(folder, PASSWORD_FILE);
  const cluster = join(folder, 'cluster');
  try {
    await writeFile(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
    await mkdir(cluster, { mode: 0o700 });
    if (user) for (const path of [folder, passwordFile, cluster]) await chown(path, user.uid, user.gid);
    const flags = [
      `--pgdata=${cluster}`,
      `--username=${ROLE}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
    ];
    const sync = durable ? [] : ['--no-sync'];
    await promisify(execFile)(
      binaries.initdb,
      [...flags, '--encoding=UTF8', ...LOCALE, '--lc-messages=C', ...sync],
      {
        ...user,
        cwd: folder,
        env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' },
        timeout: 120_000,
      },
    );
    await rename(passwordFile, join(cluster, PASSWORD_FILE));
    await rename(cluster, clusterDir).catch(async (error: unknown) => {
      // Another start was quicker: its cluster is as good as ours.
      if ((await majorOf(clusterDir)) === null) throw error;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(UNFINISHED)) continue;
    const folder = join(parent, name);
    const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > UNFINISHED_MS_MAX) await rm(folder, { recursive: true, force: true });
  }
}
