import { whenParentIsGone } from '@bazaar/platform';

import { startFleet } from './fleet.js';

/**
 * The fleet as a process of its own. Prints one line of JSON, `{allow, facilitatorUrl, endpoints: [{name, register}]}`, once the
 * sellers answer; ends on SIGINT, SIGTERM, and when the process that forked it goes away.
 *
 * Usage: node dist/test/fleet/main.js [BASE_PORT]
 */
const [basePort] = process.argv.slice(2).map(Number);
const fleet = await startFleet({ basePort });

let stopping = false;
const stop = (): void => {
  if (stopping) return;
  stopping = true;
  void fleet.stop().then(() => process.exit(0));
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
whenParentIsGone(stop);

const endpoints = fleet.endpoints.map(({ name, register }) => ({ name, register }));
const { allow, facilitatorUrl } = fleet;
process.stdout.write(`${JSON.stringify({ allow, facilitatorUrl, endpoints })}\n`);
