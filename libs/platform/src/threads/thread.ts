import { type MessagePort, workerData } from 'node:worker_threads';

import { ownSchedule } from './job-time.js';

/** What a pool gives to each of its threads. */
export interface ThreadData {
  /** URL of the module whose default export does the jobs. */
  readonly script: string;
  readonly port: MessagePort;
}

// The entry of every thread of a pool: says when it is ready and where its time is told, then answers one job after the other. A job that throws
// ends the thread; the pool sees that and starts another.
const { script, port } = workerData as ThreadData;
const { default: work } = (await import(script)) as { default: (input: unknown) => unknown };
port.on('message', (input: unknown) => port.postMessage(work(input)));
port.postMessage(ownSchedule());
