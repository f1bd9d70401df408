import 'reflect-metadata';

import { loadConfig, type Config } from '@bazaar/platform';

import * as admin from './admin.js';
import * as demo from './demo.js';
import * as importFiles from './import.js';
import * as inspect from './inspect.js';
import * as migrate from './migrate.js';
import * as reparse from './reparse.js';

interface Command {
  readonly usage: string;
  readonly run: (args: readonly string[], config: Config, env: NodeJS.ProcessEnv) => Promise<number>;
}

/** One file a command. */
const COMMANDS: Readonly<Record<string, Command>> = {
  admin,
  demo,
  import: importFiles,
  inspect,
  migrate,
  reparse,
};

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
if (command === undefined) {
  console.error(`Commands: ${Object.keys(COMMANDS).join(', ')}. Each takes --help.`);
  process.exitCode = 1;
} else if (args.includes('--help')) {
  console.log(command.usage);
} else {
  try {
    process.exitCode = await command.run(args, loadConfig(process.env), process.env);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
