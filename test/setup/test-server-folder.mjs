import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const NAME = /^bazaar-test-(\d+)-/;

/** The folder tells by its name which run it belongs to. The server's user must be able to enter it. */
export async function makeFolder() {
  const folder = await mkdtemp(join(tmpdir(), `bazaar-test-${process.pid}-`));
  await chmod(folder, 0o711);
  return folder;
}

/** Stops the server in the folder, if a spec has started one, and removes both. */
export async function removeFolder(folder) {
  const cluster = join(folder, 'postgres');
  const pid = Number(
    (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0],
  );
  for (let waitedMs = 0; waitedMs < 10_000 && (await runsOn(pid, cluster)); waitedMs += 20) {
    if (waitedMs === 0) process.kill(pid, 'SIGINT');
    await sleep(20);
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** What runs that were killed have left behind. */
export async function removeAbandoned() {
  for (const name of await readdir(tmpdir())) {
    const owner = NAME.exec(name)?.[1];
    if (owner && !isAlive(Number(owner))) await removeFolder(join(tmpdir(), name));
  }
}

/** Only a Postgres of this very folder is ever signalled. */
async function runsOn(pid, cluster) {
  if (!pid || !isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return command.split('\0').includes(cluster);
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
