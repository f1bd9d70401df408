import { type Payability, type ResourceReading } from '@bazaar/x402';

const NONE: Readonly<Record<Payability, number>> = { PAYABLE: 0, V1_ONLY: 0, BLOCKED: 0, UNKNOWN: 0 };
const TOP = 5;

/** How the answers of one file came out, counted by answer. */
export interface Summary {
  readonly file: string;
  readonly answers: number;
  readonly readable: number;
  /** With an offer whose amount is known in whole units of its asset. */
  readonly priced: number;
  /** With an offer whose price is known in dollars: test money has none. */
  readonly inDollars: number;
  readonly payability: Readonly<Record<Payability, number>>;
  /** Why the rest could not be read, and what was found in what could: most frequent first. */
  readonly reasons: Counts;
  readonly issues: Counts;
}

type Counts = Readonly<Record<string, number>>;

/** An answer as it came out: its reading, or the code that says why there is none. */
interface Outcome {
  readonly reason: string;
  readonly reading: ResourceReading | null;
}

export function summarize(file: string, outcomes: readonly Outcome[]): Summary {
  const readings = outcomes.flatMap(({ reading }) => reading ?? []);
  const unread = outcomes.filter(({ reading }) => reading === null);
  return {
    file,
    answers: outcomes.length,
    readable: readings.length,
    priced: readings.filter(({ offers }) => offers.some(({ amount }) => amount !== null)).length,
    inDollars: readings.filter(({ offers }) => offers.some(({ priceUsd }) => priceUsd !== null)).length,
    payability: {
      ...NONE,
      ...tally(readings.map(({ payability }) => payability)),
    },
    reasons: tally(unread.map(({ reason }) => reason)),
    issues: tally(readings.flatMap((reading) => [...codesOf(reading)])),
  };
}

/** A Markdown table, one line a file. */
export const summaryTable = (summaries: readonly Summary[]): string =>
  [
    ['file', 'answers', 'readable', 'priced', 'in dollars', ...Object.keys(NONE), 'why not', 'issues'],
    ['---', ...Array<string>(8).fill('---:'), '---', '---'],
    ...summaries.map(({ file, answers, readable, priced, inDollars, payability, reasons, issues }) => [
      file,
      ...[answers, readable, priced, inDollars, ...Object.values(payability)].map(String),
      top(reasons),
      top(issues),
    ]),
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

/** An issue of several offers is one thing to mend. */
const codesOf = ({ issues, offers }: ResourceReading): ReadonlySet<string> =>
  new Set([...issues, ...offers.flatMap((offer) => offer.issues)].map(({ code }) => code));

function tally(names: readonly string[]): Counts {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([, one], [, other]) => other - one));
}

const top = (counts: Counts): string =>
  Object.entries(counts)
    .slice(0, TOP)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
