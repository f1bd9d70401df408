import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const RunFile = z.object({
  /** Connects to the database `bazaar` as its owner: holds the password. */
  url: z.string(),
  /** Null while the server is stopped. */
  pid: z.number().int().nullable(),
  /** Taken again by the next start, if it is still free. */
  port: z.number().int(),
  pgVersion: z.string(),
  /** Where the running instance is reached; null when none runs. */
  publicUrl: z.string().nullable().default(null),
});

/** What `run.json` in the data folder tells other commands about the embedded server. */
export type RunFile = Readonly<z.infer<typeof RunFile>>;

const pathIn = (dataDir: string) => join(dataDir, 'run.json');

/** Null where there is none, or none we can read: everything in it can be found again without it. */
export async function readRunFile(dataDir: string): Promise<RunFile | null> {
  try {
    return RunFile.parse(JSON.parse(await readFile(pathIn(dataDir), 'utf8')));
  } catch {
    return null;
  }
}

/** Whole or not at all, and never readable by others: not even between creation and chmod. */
export async function writeRunFile(dataDir: string, content: RunFile): Promise<void> {
  const unfinished = `${pathIn(dataDir)}.${randomBytes(4).toString('hex')}`;
  await writeFile(unfinished, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(unfinished, pathIn(dataDir));
}

/** Does nothing where there is no file yet. */
export async function updateRunFile(dataDir: string, change: Partial<RunFile>): Promise<void> {
  const content = await readRunFile(dataDir);
  if (content) await writeRunFile(dataDir, { ...content, ...change });
}
