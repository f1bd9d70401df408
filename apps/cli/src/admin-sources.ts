import { type FeedOperatorRepository, type Source } from '@bazaar/catalog';
import { AppError, type Clock } from '@bazaar/kernel';

const TARGETS_MAX = 100_000_000;

/** What an operator may say of a source that is pulled by itself: how it is done, and what is said of it then. */
const COMMANDS = {
  enable: {
    run: ({ feeds, clock }, id) => feeds.enable(id, clock.now()),
    text: 'Enabled. It is pulled now.',
  },
  disable: { run: ({ feeds }, id) => feeds.disable(id), text: 'Disabled. What it said stays.' },
  quota: {
    run: ({ feeds }, id, targets) => feeds.allow(id, readTargets(targets)),
    text: 'Its quota is changed.',
  },
} as const satisfies Record<string, SourceCommand>;

interface SourceCommand {
  readonly run: (desk: SourceDesk, id: string, targets: string | undefined) => Promise<boolean>;
  readonly text: string;
}

interface SourceDesk {
  readonly feeds: FeedOperatorRepository;
  readonly clock: Clock;
}

export const isSourceCommand = (command: string): command is keyof typeof COMMANDS =>
  Object.hasOwn(COMMANDS, command);

/** @throws AppError BAD_INPUT where there is no such source, or the number is none */
export async function tellSource(
  command: keyof typeof COMMANDS,
  id: string,
  targets: string | undefined,
  desk: SourceDesk,
): Promise<{ readonly text: string }> {
  const { run, text }: SourceCommand = COMMANDS[command];
  if (!(await run(desk, id, targets)))
    throw new AppError('BAD_INPUT', `No source ${id} is pulled by itself: see admin sources.`);
  return { text };
}

function readTargets(written: string | undefined): number {
  const targets = Number(written);
  if (/^\d+$/.test(written ?? '') && targets <= TARGETS_MAX) return targets;
  throw new AppError('BAD_INPUT', `--targets takes a whole number up to ${TARGETS_MAX}.`);
}

/** One source, how it stands, and what is wrong with it. */
export function feedLine({
  id,
  url,
  disabledBy,
  heldFor,
  rowsSeen,
  rowsRefused,
  lastOkAt,
  lastError,
}: Source): string {
  const state = disabledBy === null ? (heldFor === null ? 'enabled' : 'held') : DISABLED[disabledBy];
  const pulled = rowsSeen === null ? 'never pulled' : `${rowsSeen} rows, ${rowsRefused} not kept`;
  const well = lastOkAt === null ? 'never well' : `well at ${lastOkAt.toISOString()}`;
  return `${state} source ${id} at ${url ?? 'nowhere'}: ${pulled}, ${well}${lastError === null ? '' : `; ${lastError}`}`;
}

const DISABLED = {
  operator: 'disabled',
  file: 'disabled (gone from the file)',
  new: 'not yet enabled',
} as const;
