import { aCatalog, type TestCatalog } from '../../../../test/builders/a-catalog.js';
import { aSighting } from '../../../../test/builders/a-sighting.js';
import { anObservation, aSilentProbe } from '../../../../test/builders/an-observation.js';
import { type ProbeEvidence, reasonOf } from '../state/evidence.js';
import { movesUptime } from './uptime.repository.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const URL = 'https://api.example.com/weather';

let catalog: TestCatalog;
let targetId: string;
let listingId: string;
beforeEach(async () => {
  catalog = await aCatalog();
  ({ targetId, listingId } = await catalog.sightOne(aSighting({ url: URL })));
});
afterEach(() => catalog.close());

async function uptime(): Promise<number | null> {
  const [row] = await catalog.database.query<{ uptime: number | null }[]>('SELECT uptime FROM listing');
  return row!.uptime;
}

async function probe(evidence: ProbeEvidence, ofTarget = targetId, url = URL): Promise<void> {
  const lease = await catalog.lease(ofTarget);
  const at = catalog.clock.advance(HOUR);
  const seen =
    evidence.kind === 'payable'
      ? anObservation(lease, { at, url })
      : aSilentProbe(lease, { at, url, evidence });
  expect(await catalog.ingest.observe([seen])).toEqual(['stored']);
}

const PAYABLE: ProbeEvidence = { kind: 'payable' };
const SILENT: ProbeEvidence = { kind: 'no-answer', reason: 'unreachable-timeout' };
const BUSY: ProbeEvidence = { kind: 'not-now', reason: 'rate-limited', retryAt: null };

it.each<[string, readonly ProbeEvidence[], number | null]>([
  ['nothing', [], null],
  ['what could be paid', [PAYABLE, PAYABLE], 1],
  ['what failed', [SILENT, SILENT], 0],
  ['what failed before and after', [SILENT, PAYABLE, SILENT, SILENT], 0.25],
  ['both', [PAYABLE, SILENT, PAYABLE], 2 / 3],
  ['"come back later", which is neither', [PAYABLE, SILENT, BUSY, BUSY], 0.5],
  ['nothing but "come back later"', [BUSY], null],
])('is kept beside the listing for %s', async (_what, shown, share) => {
  for (const evidence of shown) await probe(evidence);

  expect(await uptime()).toBe(share);
});

it('forgets what is older than 30 days', async () => {
  await probe(SILENT);
  catalog.clock.advance(30 * DAY);
  await probe(PAYABLE);

  expect(await uptime()).toBe(1);
});

it('stays when the listing changes', async () => {
  await probe(PAYABLE);
  await catalog.sightOne(aSighting({ url: `${URL}?also=named` }));

  expect(await uptime()).toBe(1);
});

it.each<[string, number | null, ProbeEvidence, boolean]>([
  ['moves with the first answer', null, PAYABLE, true],
  ['moves while answers differ', 0.5, PAYABLE, true],
  ['falls from all with a failure', 1, SILENT, true],
  ['stands still while all is well', 1, PAYABLE, false],
  ['stands still while nothing is', 0, SILENT, false],
  ['stands still for what is neither', 0.5, BUSY, false],
])('%s', (_what, share, evidence, moves) => expect(movesUptime(share, reasonOf(evidence))).toBe(moves));

it('counts all that one batch showed', async () => {
  await probe(PAYABLE);
  const lease = await catalog.lease(targetId);
  const at = (minutes: number) => new Date(catalog.clock.now().getTime() + minutes * 60_000);
  const seen = [1, 2, 3].map((minutes) =>
    aSilentProbe(lease, { at: at(minutes), url: URL, evidence: SILENT }),
  );
  expect(await catalog.ingest.observe(seen)).toEqual(['stored', 'stored', 'stored']);

  expect(await uptime()).toBe(0.25);
});

it('does not fall because somebody names a broken spelling of the URL', async () => {
  await probe(PAYABLE);
  const url = `${URL}?broken=1`;
  const other = await catalog.sightOne(aSighting({ url }));
  expect(other.listingId).toBe(listingId);
  await probe(SILENT, other.targetId, url);

  expect(await uptime()).toBe(1);
});
