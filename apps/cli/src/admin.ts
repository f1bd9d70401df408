import { parseArgs } from 'node:util';

import {
  FeedOperatorRepository,
  HOLD_SCOPES,
  type Hold,
  type HoldScope,
  type Moved,
  OperatorService,
  readPlace,
} from '@bazaar/catalog';
import { AppError, type Clock } from '@bazaar/kernel';
import { type Config } from '@bazaar/platform';

import { feedLine, isSourceCommand, tellSource } from './admin-sources.js';
import { openCatalog } from './open-catalog.js';

export const usage = `Usage: npm run admin -- COMMAND

  list                                                   what is held, and why
  block origin|domain|source VALUE --reason TEXT         takes it out of the catalogue; sellers see the reason
  pause origin|domain|source VALUE --reason TEXT [--until TIME | --hours N]
                                                         asks nothing there, and leaves what is known as it is
  release origin|domain|source VALUE                     lifts a block or a pause; believes a feed that is held
  requeue url|origin|domain|source VALUE                 looks again now
  sources                                                every source that is pulled by itself, and how it fares
  enable source ID                                       pulls it from now on
  disable source ID                                      pulls it no more; what it said stays
  quota source ID --targets N                            targets it may have that no other source names

VALUE of an origin is any URL of it; of a domain what an owner registers (example.com); of a source its id.
TIME is ISO 8601. Every command keeps its trace: in timelines, in the feed, in what was held.`;

/** What is said of it, and the listings that could not be stored. */
interface Done {
  readonly text: string;
  readonly refused?: Moved['refused'];
}

interface Desk {
  readonly operator: OperatorService;
  readonly feeds: FeedOperatorRepository;
  readonly clock: Clock;
}

type Act = (desk: Desk) => Promise<Done>;

/**
 * Gives the exit code: 1 where the command was not understood, there was nothing to release, or a listing could not
 * be stored.
 */
export async function run(args: readonly string[], config: Config): Promise<number> {
  const act = readCommand(args);
  if (act === null) {
    console.error(usage);
    return 1;
  }
  const catalog = await openCatalog(config);
  try {
    const { database, clock } = catalog;
    const operator = new OperatorService(database, clock);
    const { text, refused = [] } = await act({
      operator,
      feeds: new FeedOperatorRepository(database),
      clock,
    });
    console.log(text);
    for (const { listingId, error } of refused) console.error(refusal(listingId, error));
    return refused.length === 0 ? 0 : 1;
  } finally {
    await catalog.close();
  }
}

/** Null where it is none of ours; throws AppError BAD_INPUT where a value of it is wrong. */
function readCommand(args: readonly string[]): Act | null {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      reason: { type: 'string' },
      until: { type: 'string' },
      hours: { type: 'string' },
      targets: { type: 'string' },
    },
  });
  const [command, scope = '', value = '', ...rest] = positionals;
  if (command === 'list' && positionals.length === 1) return list;
  if (command === 'sources' && positionals.length === 1) return showSources;
  if (rest.length > 0 || value === '') return null;
  const { reason = '' } = values;
  if (command === 'requeue' && (scope === 'url' || isHoldScope(scope))) {
    const place = readPlace(scope, value);
    return async ({ operator }) => {
      const { listings, refused } = await operator.requeue(place);
      return { text: `${listings} listings are due now.`, refused };
    };
  }
  if (scope === 'source' && command !== undefined && isSourceCommand(command))
    return (desk) => tellSource(command, value, values.targets, desk);
  if (!isHoldScope(scope)) return null;
  const place = readPlace(scope, value);
  switch (command) {
    case 'block':
      return async ({ operator }) => {
        const { listings, refused } = await operator.block(place, reason);
        return { text: `Blocked. ${listings} listings were taken down.`, refused };
      };
    case 'pause':
      return async ({ operator, clock }) => {
        const until = readUntil(values, clock.now());
        await operator.pause(place, reason, until);
        return { text: `Paused until ${until?.toISOString() ?? 'it is released'}.` };
      };
    case 'release':
      return async ({ operator, feeds, clock }) => {
        const released = await operator.release(place);
        const believed = scope === 'source' && (await feeds.accept(value, clock.now()));
        if (released === null && !believed)
          throw new AppError('BAD_INPUT', `Nothing holds ${place.scope} ${place.value}.`);
        const { listings, refused } = released ?? { listings: 0, refused: [] };
        const next = believed ? ' The next pull is believed.' : '';
        return { text: `Released. ${listings} listings are looked at again.${next}`, refused };
      };
    default:
      return null;
  }
}

const isHoldScope = (scope: string): scope is HoldScope => (HOLD_SCOPES as readonly string[]).includes(scope);

function readUntil({ until, hours }: { until?: string; hours?: string }, now: Date): Date | null {
  if (until === undefined && hours === undefined) return null;
  const at = until === undefined ? new Date(now.getTime() + Number(hours) * 3_600_000) : new Date(until);
  if (Number.isNaN(at.getTime()) || at <= now)
    throw new AppError('BAD_INPUT', `${until ?? `${hours} hours`} is no time to come.`);
  return at;
}

const list: Act = async ({ operator, feeds }) => {
  const held = (await operator.held()).map(line);
  const doubted = (await feeds.list()).filter(({ heldFor }) => heldFor !== null).map(feedLine);
  const lines = [...held, ...doubted];
  return { text: lines.length === 0 ? 'Nothing is held.' : lines.join('\n') };
};

const showSources: Act = async ({ feeds }) => {
  const sources = (await feeds.list()).map(feedLine);
  return { text: sources.length === 0 ? 'No source is pulled by itself.' : sources.join('\n') };
};

const refusal = (listingId: string, error: unknown): string =>
  `Listing ${listingId} could not be stored and is left as it was: ${error instanceof Error ? error.message : String(error)}`;

const line = ({ scope, value, kind, since, until, reason }: Hold): string =>
  `${kind} ${scope} ${value} since ${since.toISOString()}${until === null ? '' : ` until ${until.toISOString()}`}: ${reason}`;
