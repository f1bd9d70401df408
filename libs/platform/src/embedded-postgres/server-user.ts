import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whom the server runs as; null stands for ourselves. Postgres refuses to run as root. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Nobody but ourselves, unless we are root: then the owner of the existing data, else the system's `postgres` user,
 * who is created where there is none.
 */
export async function findServerUser(clusterDir: string): Promise<ServerUser | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(clusterDir).catch(() => null);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return (await lookUp('postgres')) ?? (await createUser('postgres'));
}

async function lookUp(name: string): Promise<ServerUser | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

async function createUser(name: string): Promise<ServerUser> {
  try {
    await run('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      name,
    ]);
  } catch (cause) {
    throw new Error(
      'Postgres does not run as root, and the user "postgres" could not be created. Start as an ordinary user, or set DATABASE_URL.',
      { cause },
    );
  }
  const user = await lookUp(name);
  if (!user) throw new Error('The user "postgres" was created but cannot be found.');
  return user;
}

/** Asked of the system itself, as that user: modes alone do not tell (groups, ACLs, mounts). */
export const canEnter = (user: ServerUser, folder: string): Promise<boolean> =>
  succeeds(user, 'cd "$1"', folder);

export const canExecute = (user: ServerUser, file: string): Promise<boolean> =>
  succeeds(user, '[ -x "$1" ]', file);

async function succeeds(user: ServerUser, script: string, path: string): Promise<boolean> {
  try {
    await run('/bin/sh', ['-c', script, 'sh', path], { ...user, cwd: '/', timeout: 5_000 });
    return true;
  } catch {
    return false;
  }
}
