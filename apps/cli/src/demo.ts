import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { type Config } from '@bazaar/platform';

export const usage = `Usage: npm run demo

Starts Bazaar with a fleet of real x402 sellers on loopback, registers them, and prints three things to try.
Its data stays apart from yours: in a folder "demo" inside BAZAAR_DATA.`;

interface FleetEndpoint {
  readonly name: string;
  readonly register: { readonly resource: string; readonly method?: string; readonly toolName?: string };
}

const compiled = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const REGISTERED_AT_ONCE = 8;

export async function run(_args: readonly string[], config: Config, env: NodeJS.ProcessEnv): Promise<number> {
  const fleet = start(compiled('test/fleet/main.js'), env);
  const children = [fleet];
  const data = join(config.BAZAAR_DATA, 'demo');
  const stop = (): void => children.forEach((child) => child.kill('SIGTERM'));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    const { allow, facilitatorUrl, endpoints } = JSON.parse(await lineOf(fleet, /^\{/)) as {
      allow: string;
      facilitatorUrl: string;
      endpoints: FleetEndpoint[];
    };
    const bazaar = start(compiled('apps/local/src/main.js'), {
      ...env,
      BAZAAR_DATA: data,
      BAZAAR_SOURCES: await nameSource(data, facilitatorUrl),
      RATES_URL: 'none',
      FETCH_ALLOW: allow,
      // These sellers are our own: no need to be shy with them.
      ORIGIN_REQUESTS_PER_SECOND: '50',
      ORIGIN_BURST: '50',
      ADDRESS_REQUESTS_PER_SECOND: '500',
      REGISTER_PER_MINUTE: '1000',
      REGISTER_PER_DAY: '100000',
    });
    children.unshift(bazaar);
    const ready = await lineOf(bazaar, /^Bazaar is (?:ready|already running) at /);
    const url = / at (\S+)/.exec(ready)?.[1] ?? '';
    console.log(ready);
    console.log(`Registering ${endpoints.length} endpoints of real x402 sellers …`);
    console.log(await registerAll(url, endpoints));
    console.log(thingsToTry(url));
    await once(bazaar, 'exit');
    return bazaar.exitCode ?? 0;
  } finally {
    stop();
  }
}

/** The fleet's own facilitator is the one catalogue of the demo: nobody else is asked. Gives the file that says so. */
async function nameSource(data: string, url: string): Promise<string> {
  const file = `${data}.sources.json`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ sources: [{ name: 'fleet', kind: 'facilitator', url }] }));
  return file;
}

function start(script: string, env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
}

/** The first line of a child's output that looks so; rejects where the child ends first. */
function lineOf(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const { stdout } = child;
    if (stdout === null) {
      reject(new Error('No output to read.'));
      return;
    }
    child.once('exit', (code) =>
      reject(new Error(`A part of the demo ended with code ${code ?? 'unknown'}.`)),
    );
    createInterface({ input: stdout }).on('line', (line) => {
      if (pattern.test(line)) resolve(line);
      else if (!line.startsWith('{')) console.log(line);
    });
  });
}

/** Registers as a seller would, and counts how each listing stands. */
async function registerAll(url: string, endpoints: readonly FleetEndpoint[]): Promise<string> {
  const states = new Map<string, number>();
  const queue = [...endpoints];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const answer = await fetch(`${url}/discovery/register`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(next.register),
      });
      const { state = `HTTP ${answer.status}` } = (await answer.json()) as { state?: string };
      states.set(state, (states.get(state) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: REGISTERED_AT_ONCE }, worker));
  return [...states].map(([state, count]) => `  ${state}: ${count}`).join('\n');
}

const thingsToTry = (url: string): string => `
Three things to try:

1. Find something to buy: at most one cent, on Base.
   curl '${url}/discovery/search?query=weather+forecast&network=base&maxUsdPrice=0.01'

2. Ask why an endpoint is not listed, and how its seller mends it.
   curl '${url}/discovery/status?resource=http://127.0.0.1:41011/v1/horoscope'

3. Read the catalogue as GraphQL.
   curl ${url}/graphql -H 'content-type: application/json' \\
     -d '{"query":"{ search(input: {text: \\"currency rates\\"}) { edges { node { title resource } bestOffer { priceUsd network { name } } } } }"}'

Ctrl-C stops everything.`;
