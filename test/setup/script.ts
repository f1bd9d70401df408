import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** An address inside the repository, for the import statements of a script. */
export const inRepository = (path: string): string => new URL(`../../${path}`, import.meta.url).href;

/** Flags that let a process or thread of its own run our TypeScript. */
export const unbuilt: readonly string[] = ['--import', inRepository('test/setup/ts.mjs')];

/** A temporary folder that the user of a root's server can enter. Removed by the caller. */
export async function makeTempFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bazaar-spec-'));
  await chmod(folder, 0o711);
  return folder;
}

/** A process of its own that runs a script, our TypeScript included, and whose output is kept. */
export class Script {
  output = '';
  readonly pid: number;
  readonly exit: Promise<number | null>;

  private constructor(private readonly process: ChildProcess) {
    this.pid = process.pid ?? 0;
    this.exit = once(process, 'exit').then(([code]) => code as number | null);
    for (const stream of [process.stdout, process.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString('utf8')));
    }
  }

  /** Writes the code into the folder and starts it as an ES module; it may import `@bazaar/*`. */
  static async start(
    folder: string,
    name: string,
    code: string,
    env: Record<string, string> = {},
  ): Promise<Script> {
    const file = join(folder, name);
    await writeFile(file, code);
    const child = spawn(process.execPath, [...unbuilt, file], {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new Script(child);
  }

  async untilSaid(what: RegExp, withinMs = 20_000): Promise<RegExpExecArray> {
    const deadline = Date.now() + withinMs;
    while (Date.now() < deadline) {
      const found = what.exec(this.output);
      if (found) return found;
      await sleep(10);
    }
    throw new Error(`Waited for ${String(what)}, but it said: ${this.output}`);
  }

  kill(signal: NodeJS.Signals): void {
    this.process.kill(signal);
  }
}

/** A zombie does not count: nobody can do anything with it. */
export async function isRunning(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return !/\) Z /.test(status);
}

export async function untilGone(pid: number, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline) {
    if (!(await isRunning(pid))) return true;
    await sleep(20);
  }
  return false;
}
