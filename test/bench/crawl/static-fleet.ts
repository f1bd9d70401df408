import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

import { aSoldResource } from '../sold-resource.js';
import { doTasks } from './bench-child.js';
import { PORTS } from './ports.js';
import { type FleetSize, type StartedFleet } from './tasks.js';

const OFFERS = 2;
const BYTES = 2_000;
/** One endpoint in so many has a schema that no other has. */
const OWN_SCHEMA_EVERY = 10;

/** By host and path. */
const answers = new Map<string, ReturnType<typeof aSoldResource>['answer']>();
const servers: Server[] = [];

/** Gives the URLs of its endpoints: each answers 402 in both versions, the same every time. Nothing else exists. */
async function start({ origins, perOrigin }: FleetSize): Promise<StartedFleet> {
  for (let port: number = PORTS.from; servers.length < origins && port <= PORTS.to; port++) {
    if (!(await listen(port))) continue;
    for (let path = 0; path < perOrigin; path++) sell(`127.0.0.1:${port}/v1/reports/${path}`);
  }
  if (servers.length < origins) throw new Error(`Only ${servers.length} ports are free.`);
  return { urls: [...answers.keys()].map((place) => `http://${place}`) };
}

/** False where the port is somebody else's. */
async function listen(port: number): Promise<boolean> {
  const server = createServer(({ headers, url }, response) => {
    const answer = answers.get(`${headers.host}${url}`);
    if (answer === undefined) response.writeHead(404).end();
    else response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
    servers.push(server);
    return true;
  } catch {
    return false;
  }
}

function sell(place: string): void {
  const seller = answers.size;
  const { answer } = aSoldResource({
    ...{ x402Version: 'both', offers: OFFERS, bytes: BYTES, seller, url: `http://${place}` },
    hasOwnSchema: seller % OWN_SCHEMA_EVERY === 0,
  });
  answers.set(place, answer);
}

doTasks(start, () => Promise.resolve());
