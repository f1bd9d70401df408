import { type OriginCounts, originStatus } from './origin-status.js';

const now = new Date('2026-11-20T12:00:00Z');
const some = (change: Partial<OriginCounts['states'][number]> = {}) =>
  ({ state: 'LISTED', count: 2, optedOut: 0, keptOff: 0, ...change }) as const;
const known: OriginCounts = { robotsKind: null, waitUntil: null, documentsReadAt: null, states: [some()] };

it.each<[string, Partial<OriginCounts>, string]>([
  ['never asked for', {}, 'allowed'],
  ['not there', { robotsKind: 'allow-all' }, 'allowed'],
  ['a server error', { robotsKind: 'disallow-all' }, 'unreachable'],
  ['about other things', { robotsKind: 'rules' }, 'allowed'],
  ['against what we would ask for', { robotsKind: 'rules', states: [some({ keptOff: 1 })] }, 'disallowed'],
  ['not against us any more', { robotsKind: 'allow-all', states: [some({ keptOff: 1 })] }, 'allowed'],
  [
    'there, but all want to be left out',
    { robotsKind: 'rules', states: [some({ state: 'DELISTED', optedOut: 2 })] },
    'opted-out',
  ],
  [
    'there, and some want to be left out',
    { states: [some(), some({ state: 'DELISTED', optedOut: 2 })] },
    'allowed',
  ],
  ['there, and nothing else is', { robotsKind: 'rules', states: [] }, 'allowed'],
])('tells what a robots.txt says that is %s', (_what, change, robots) => {
  expect(originStatus('https://a.example', { ...known, ...change }, now).robots).toBe(robots);
});

it('counts the states, most first', () => {
  const states = [
    some({ state: 'FREE', count: 1 }),
    some({ state: 'REFUSED', count: 7 }),
    some({ count: 1 }),
  ];

  expect(originStatus('https://a.example', { ...known, states }, now).byState).toEqual([
    { value: 'REFUSED', count: 7 },
    { value: 'FREE', count: 1 },
    { value: 'LISTED', count: 1 },
  ]);
});

it.each([
  ['to come', 1, true],
  ['now', 0, false],
  ['over', -1, false],
])('tells of a wait that is %s', (_what, ms, isTold) => {
  const waitUntil = new Date(now.getTime() + ms);

  expect(originStatus('https://a.example', { ...known, waitUntil }, now).waitUntil).toEqual(
    isTold ? waitUntil : null,
  );
});
