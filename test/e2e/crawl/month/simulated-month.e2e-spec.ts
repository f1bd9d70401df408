import { REGISTER } from '@bazaar/catalog';

import { aCatalog, type TestCatalog } from '../../../builders/a-catalog.js';
import { aTimelessCrawler } from '../../../builders/a-crawler.js';
import { aSighting } from '../../../builders/a-sighting.js';
import { type Fleet, type FleetEndpoint, startFleet } from '../../../fleet/fleet.js';
import { type PlannedEvent, SimulatedTime } from './simulated-time.js';
import { stories } from './stories.js';
import { type Act, type Said, type Story, textOf, timeOf } from './story.js';
import { whatIsSaid } from './what-is-said.js';

const END = '31 12:00';
const TOLERANCE_MS = 2 * 60_000;

interface Subject {
  readonly name: string;
  readonly register: FleetEndpoint['register'];
  readonly timeline: readonly string[];
  readonly story: Story | null;
}

let fleet: Fleet;
let catalog: TestCatalog;
let crawler: ReturnType<typeof aTimelessCrawler>;
let subjects: readonly Subject[];
const listingOf = new Map<string, string>();
const heard: [name: string, at: string, said: Said][] = [];

/** The month itself. */
beforeAll(async () => {
  [fleet, catalog] = await Promise.all([startFleet({ ports: 'any' }), aCatalog()]);
  catalog.clock.moveTo(timeOf('0 00:00'));
  crawler = aTimelessCrawler(catalog, {
    FETCH_ALLOW: fleet.allow,
    PROBE_TIMEOUT_MS: '3000',
    PROBE_CONCURRENCY: '24',
  });
  subjects = [
    ...fleet.endpoints.map(ofEndpoint),
    ...stories.filter(({ path }) => path !== undefined).map(ofStory),
  ];
  await new SimulatedTime(catalog, crawler).pass(timeOf(END), subjects.flatMap(eventsOf));
}, 300_000);

afterAll(async () => {
  await crawler.stop();
  await Promise.all([fleet.stop(), catalog.close()]);
});

function ofEndpoint({ name, register, expect: { state, reason } }: FleetEndpoint): Subject {
  const story = stories.find(({ endpoint, path }) => endpoint === name && path === undefined) ?? null;
  const timeline = wholeTimeline(story?.timeline ?? [], `${state} ${reason}`);
  return { name, register, timeline, story };
}

/** A URL that the fleet does not count among its endpoints. */
function ofStory(story: Story): Subject {
  const resource = new URL(story.path!, fleet.endpoint(story.endpoint).register.resource).href;
  return {
    name: resource,
    register: { resource },
    timeline: wholeTimeline(story.timeline, 'LISTED ok'),
    story,
  };
}

const wholeTimeline = (told: readonly string[], firstLook: string): readonly string[] =>
  told[0]?.endsWith('PENDING awaiting-probe')
    ? told
    : ['0 00:00 PENDING awaiting-probe', `0 00:00 ${firstLook}`, ...told];

/** Registered when its timeline begins. */
const eventsOf = (subject: Subject): PlannedEvent[] => [
  { at: timeOf(subject.timeline[0]!), happen: () => register(subject) },
  ...(subject.story?.acts ?? []).map((act) => ({ at: timeOf(act[0]), happen: () => perform(subject, act) })),
  ...(subject.story?.said ?? []).map(([at, said]) => ({
    at: timeOf(at),
    happen: () => listen(subject, at, said),
  })),
];

async function listen({ name }: Subject, at: string, asked: Said): Promise<void> {
  heard.push([name, at, await whatIsSaid(catalog.database, listingOf.get(name)!, asked)]);
}

async function perform(subject: Subject, [, does, to]: Act): Promise<void> {
  const { origin, pathname } = new URL(subject.register.resource);
  const place = to === 'its origin' ? origin : origin + pathname;
  if (does === 'registered') await register(subject);
  else if (does === 'well') await fleet.mend(place);
  else await fleet.break(place, typeof does === 'function' ? does(fleet) : does);
}

async function register({ name, register: { resource, method, toolName } }: Subject): Promise<void> {
  const { listingId } = await catalog.sightOne(
    aSighting({
      ...{ url: resource, method: method ?? null, toolName: toolName ?? null },
      type: toolName === undefined ? 'HTTP' : 'MCP',
      source: REGISTER,
      probeNow: true,
    }),
  );
  if (!listingOf.has(name)) listingOf.set(name, listingId);
}

async function timelines(): Promise<Map<string, string[]>> {
  const rows = await catalog.database.query<
    { listing_id: string; at: Date; state: string; reason: string }[]
  >('SELECT listing_id, at, state, reason FROM state_change ORDER BY id');
  const found = new Map<string, string[]>();
  for (const { listing_id, at, state, reason } of rows)
    found.set(listing_id, [...(found.get(listing_id) ?? []), `${textOf(at)} ${state} ${reason}`]);
  return found;
}

/** Where an entry comes at about the expected time, that time is its own. */
const roughly = (told: readonly string[], expected: readonly string[]): string[] =>
  told.map((entry, index) => {
    const wanted = expected[index];
    if (wanted === undefined) return entry;
    const offMs = Math.abs(timeOf(entry).getTime() - timeOf(wanted).getTime());
    return offMs <= TOLERANCE_MS
      ? wanted.replace(/ [A-Z].*$/, '') + entry.replace(/^\d+ \d\d:\d\d/, '')
      : entry;
  });

/** Nothing happens to it; its state as its first look found it. */
const isCalm = ({ story, timeline }: Subject, state: string): boolean =>
  story === null && timeline[1]?.startsWith(`0 00:00 ${state} `) === true;

/** By endpoint: how often it was looked at, and when it is next. */
async function looks(wanted: readonly Subject[]): Promise<[name: string, looks: number, next: string][]> {
  const rows = await catalog.database.query<{ listing_id: string; looks: number; next: Date }[]>(
    `SELECT listing_id, (SELECT count(*)::int FROM probe p WHERE p.listing_id = t.listing_id) AS looks,
       min(next_probe_at) AS next FROM target t GROUP BY listing_id`,
  );
  const found = new Map(rows.map((row) => [row.listing_id, row]));
  return wanted.map(({ name }) => {
    const row = found.get(listingOf.get(name)!)!;
    return [name, row.looks, textOf(row.next)];
  });
}

describe('after a month', () => {
  it('every endpoint has the timeline that its story asks for', async () => {
    const found = await timelines();
    const told = subjects.map(({ name, timeline }) => [
      name,
      roughly(found.get(listingOf.get(name)!) ?? [], timeline),
    ]);

    expect(Object.fromEntries(told)).toEqual(
      Object.fromEntries(subjects.map(({ name, timeline }) => [name, timeline])),
    );
  });

  it('what was said of prices, payees and calls on the way is what the stories ask for', () => {
    const asked = subjects.flatMap(({ name, story }) =>
      (story?.said ?? []).map(([at, said]) => [name, at, said] as const),
    );

    expect(heard.sort(byNameAndTime)).toEqual(asked.sort(byNameAndTime));
  });

  it('what never changed was looked at ever less, down to once a day', async () => {
    const calm = subjects.filter((subject) => isCalm(subject, 'LISTED'));

    // Seven times on the first day, then every morning.
    expect(await looks(calm)).toEqual(calm.map(({ name }) => [name, 7 + 31, '32 07:45']));
    expect(calm.length).toBeGreaterThan(70);
  });

  it('what was refused all the time was looked at daily, and is looked at weekly from now on', async () => {
    const refused = subjects.filter((subject) => isCalm(subject, 'REFUSED'));

    expect(await looks(refused)).toEqual(refused.map(({ name }) => [name, 31, '37 00:00']));
    expect(refused.length).toBeGreaterThan(15);
  });
});

type Heard = readonly [name: string, at: string, said: Said];

const byNameAndTime = ([name, at]: Heard, [otherName, otherAt]: Heard): number =>
  name.localeCompare(otherName) || timeOf(at).getTime() - timeOf(otherAt).getTime();
