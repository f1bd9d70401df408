import { readdirSync } from 'node:fs';

import { type Offer, findAsset, findNetwork } from '@bazaar/x402';

import { type Summary, summarize, summaryTable } from '../../../apps/cli/src/inspect-summary.js';
import { canPay } from '../../builders/official-buyer.js';
import { type CollectedRow, collectedFolder, collectedRows, describeCollected } from './collected.js';
import { replay } from './observations.js';
import { type Outcome, asKept, asSent, toHeader } from './outcomes.js';
import { readings } from './readings.js';

const ROW_MS_MAX = 50;
const summaries: Summary[] = [];

/** The outcome. Slow is what is slow each time: a collection of garbage is not the row's fault. */
function inTime<T>(read: () => T): T {
  let best = Infinity;
  for (let attempt = 0; attempt < 4; attempt++) {
    const startedAt = performance.now();
    const outcome = read();
    best = Math.min(best, performance.now() - startedAt);
    if (best < ROW_MS_MAX) return outcome;
  }
  throw new Error(`A row took ${best} ms.`);
}

/** Whether an entry of `accepts` became neither an offer nor an issue. */
function losesOffers({ challenge, reading }: Outcome): boolean {
  if (reading === null) return false;
  const stated = Array.isArray(challenge.accepts) ? challenge.accepts.length : 1;
  const isSaid = reading.issues.some(({ code }) => code === 'offer-not-an-object' || code === 'offers-cut');
  return reading.offers.length !== stated && !isSaid;
}

const countsOf = ({ readable, priced, payability, reasons }: Summary): Readonly<Record<string, number>> => ({
  ...reasons,
  readable,
  priced,
  payable: payability.PAYABLE + payability.V1_ONLY,
});

const rowsOf = (...files: readonly string[]): readonly CollectedRow[] => files.flatMap(collectedRows);
const challenges = () =>
  rowsOf('challenges.jsonl', 'third-party-examples.jsonl').filter(({ kind }) =>
    kind.startsWith('challenge/'),
  );
const observations = () =>
  rowsOf(
    ...readdirSync(collectedFolder('wire'))
      .filter((name) => name.startsWith('observations'))
      .map((name) => `wire/${name}`),
  );
const offersOf = ({ reading }: Outcome): readonly Offer[] => reading?.offers ?? [];

describeCollected('answers collected from strangers', () => {
  afterAll(() => console.log(summaryTable(summaries)));

  it('are all read here', () => {
    const listed = new Set(readings.map(({ file }) => file));
    const found = ['', 'wire/'].flatMap((folder) =>
      readdirSync(collectedFolder(folder)).flatMap((name) => (name.includes('.jsonl') ? folder + name : [])),
    );

    expect(found.filter((file) => !listed.has(file))).toEqual([]);
  });

  it.each(readings)('are read in time and without a loss: $name', ({ name, file, rows, read, atLeast }) => {
    const outcomes = collectedRows(file)
      .filter(rows ?? (() => true))
      .map((row) => inTime(() => read(row)));
    const summary = summarize(name, outcomes);
    summaries.push(summary);

    expect(outcomes.filter(losesOffers)).toEqual([]);
    const short = Object.entries(atLeast).filter(([how, rowsMin]) => (countsOf(summary)[how] ?? 0) < rowsMin);
    expect(short).toEqual([]);
  });

  it('say the same in the header as in the body', () => {
    const said = ({ reading, reason }: Outcome) =>
      reading === null
        ? reason
        : {
            fingerprint: reading.fingerprint,
            offers: reading.offers.map(({ key, priceUsd, amountAtomic }) => [key, priceUsd, amountAtomic]),
          };

    expect(challenges().map(asSent).map(said)).toEqual(challenges().map(asKept).map(said));
  });

  it('are judged as the official client judges them, offer by offer, but where it signs in vain', async () => {
    const judged = await Promise.all(
      challenges()
        .map(asSent)
        .flatMap((outcome) => offersOf(outcome).map((offer) => ({ offer, outcome })))
        .filter(({ offer }) => offer.network.startsWith('eip155:'))
        .map(async ({ offer, outcome }) => ({
          at: outcome.row.url,
          payable: offer.payability === 'PAYABLE' || offer.payability === 'V1_ONLY',
          inVain: offer.issues.some(({ code }) => code === 'eip712-differs'),
          pays: await canPay(alone(outcome, offer)),
        })),
    );

    expect(judged.length).toBeGreaterThan(70);
    expect(judged.filter(({ payable, pays, inVain }) => payable !== (pays && !inVain))).toEqual([]);
  });

  it('are judged as an observer did who looked at the wire itself', () => {
    const judgements = new Map<string, number>();
    for (const row of observations()) {
      const { reason, reading } = replay(row);
      const judgement = `${String(row.item.verdict)}: ${reading?.payability ?? reason}`;
      judgements.set(judgement, (judgements.get(judgement) ?? 0) + 1);
    }

    expect(Object.fromEntries(judgements)).toEqual({
      'OK: PAYABLE': 11_098,
      'OK: BLOCKED': 15, // api.compatify.io: a name that the token does not have, so no chain takes the signature
      'NON_EVM: PAYABLE': 179,
      'V1: V1_ONLY': 796,
      'NO_402: no-402': 1_704,
      'BLOCKED: invalid-challenge': 33,
      'UNREACHABLE: no-offers': 260,
    });
  });

  it('name no network of the wire that we do not know, but one', () => {
    const named = observations().flatMap(({ item }) =>
      [item.notes, item.v1_notes].flat().flatMap((note) => networksIn(String(note))),
    );

    expect(named.length).toBeGreaterThan(1_000);
    expect([...new Set(named)].filter((name) => findNetwork(name) === null)).toEqual(['eip155:5042002']);
  });

  it('mean by a symbol in the manifest the token that the wire names', () => {
    const differences = collectedRows('wire/manifest-vs-wire.jsonl.gz')
      .flatMap(
        ({ item }) => (item.diffs ?? []) as readonly { field: string; manifest: string; wire: string }[],
      )
      .filter(({ field }) => field === 'asset');

    expect(differences.length).toBeGreaterThan(0);
    for (const { manifest, wire } of differences)
      expect(findAsset('eip155:8453', manifest)).toBe(findAsset('eip155:8453', wire));
  });
});

/** The challenge of one offer, carried as its version is. */
function alone({ challenge, reading }: Outcome, { raw }: Offer): Parameters<typeof canPay>[0] {
  const isBare = !Array.isArray(challenge.accepts);
  const single = isBare ? challenge : { ...challenge, accepts: [raw] };
  return reading?.x402Version === 1
    ? { headers: {}, body: JSON.stringify(single) }
    : { headers: { 'payment-required': toHeader(single) }, body: '{}' };
}

/** `network='eip155:8453' is not a v1 name`, `network="base" is v1 naming`, `network=solana:… - different signer`. */
const networksIn = (note: string): readonly string[] =>
  [...note.matchAll(/network=["']?([^\s"';]+)/g)].map(([, name]) => name ?? '');
