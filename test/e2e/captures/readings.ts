import { type CollectedRow } from './collected.js';
import { replay } from './observations.js';
import { type Outcome, answered, asClaim, asKept, asSent, asToolResult } from './outcomes.js';

/** How a collected file is read, and how many rows must come out how: fewer are a regression. */
export interface Reading {
  readonly name: string;
  readonly file: string;
  /** The rows that are read this way; all of them where absent. */
  readonly rows?: (row: CollectedRow) => boolean;
  readonly read: (row: CollectedRow) => Outcome;
  readonly atLeast: Readonly<Record<string, number>>;
}

const wire = (name: string) => `wire/${name}.jsonl.gz`;
const isChallenge = ({ kind }: CollectedRow) => kind.startsWith('challenge/');
const isTool = ({ url }: CollectedRow) => url.startsWith('mcp://');
const isProbe = ({ kind }: CollectedRow) => kind === 'probe/unpaid-402';
const DAYS = Array.from({ length: 15 }, (_, at) => `2026-08-${String(at + 8).padStart(2, '0')}`);
const WITHOUT_PRICES = [
  'manifest-conformance',
  'empty-body',
  'dialect-split-2026-08-19',
  'dialect-agreement',
  'manifest-vs-wire',
];

export const readings: readonly Reading[] = [
  {
    name: 'challenges, where their version carries them',
    file: 'challenges.jsonl',
    rows: isChallenge,
    read: asSent,
    atLeast: { readable: 13, priced: 13, payable: 8 },
  },
  {
    name: 'challenges, as kept',
    file: 'challenges.jsonl',
    rows: isChallenge,
    read: asKept,
    atLeast: { readable: 13, priced: 13, payable: 5 },
  },
  {
    name: 'challenges, as a catalogue tells them',
    file: 'challenges.jsonl',
    read: (row) => asClaim(row, row.item),
    atLeast: { readable: 14, priced: 14, payable: 9 },
  },
  {
    name: 'examples, where their version carries them',
    file: 'third-party-examples.jsonl',
    rows: isChallenge,
    read: asSent,
    atLeast: { readable: 75, priced: 46, payable: 11 },
  },
  {
    name: 'examples, as kept',
    file: 'third-party-examples.jsonl',
    rows: isChallenge,
    read: asKept,
    atLeast: { readable: 75, priced: 46, payable: 6 },
  },
  {
    name: 'examples, as a catalogue tells them',
    file: 'third-party-examples.jsonl',
    read: (row) => asClaim(row, row.item),
    atLeast: { readable: 60, priced: 40, payable: 12 },
  },
  {
    name: 'examples of tools, as an MCP server sends them',
    file: 'third-party-examples.jsonl',
    rows: isTool,
    read: asToolResult,
    atLeast: { readable: 5, priced: 4, payable: 4 },
  },
  {
    name: 'what facilitators support',
    file: 'facilitator-supported.jsonl',
    read: (row) => asClaim(row, { accepts: row.item.kinds }),
    atLeast: { readable: 19 },
  },
  {
    name: 'probes of one seller, as noted',
    file: 'probe-results.jsonl',
    rows: isProbe,
    read: (row) => asClaim(row, notedOffer(row)),
    atLeast: { 'price-alone': 19 },
  },
  {
    name: 'probes of one seller, answers cut short',
    file: 'probe-results.jsonl',
    rows: (row) => !isProbe(row),
    read: (row) => answered(row, cutAnswer(row)),
    atLeast: { 'invalid-challenge': 16 },
  },
  {
    name: 'prices in manifests',
    file: wire('manifest-probe'),
    read: (row) => asClaim(row, noted(row, 'evidence')),
    atLeast: { readable: 67, priced: 67, 'price-alone': 78 },
  },
  ...WITHOUT_PRICES.map((name) => ({
    name,
    file: wire(name),
    read: (row: CollectedRow) => asClaim(row, {}),
    atLeast: { 'no-offers': 125 },
  })),
  ...DAYS.map((day) => ({
    name: `observations of ${day}`,
    file: wire(`observations-${day}`),
    read: replay,
    atLeast: { readable: 790, priced: 790, payable: 789 },
  })),
];

type Fields = Readonly<Record<string, unknown>>;

const noted = ({ item }: CollectedRow, name: string): Fields => (item[name] ?? {}) as Fields;

function notedOffer(row: CollectedRow): Fields {
  const { maxAmountRequiredUSD: price, acceptedScheme: scheme, ...checks } = noted(row, 'headerChecks');
  return { ...checks, scheme, price };
}

/** The head and body that an audit kept, each cut after some hundred characters. */
function cutAnswer(row: CollectedRow): Fields {
  const { headers, body } = (noted(row, 'probe').summary as Fields | undefined) ?? {};
  return { headers, body: body ?? '' };
}
