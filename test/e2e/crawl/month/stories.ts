import * as faults from '../../../fleet/faults/fault.js';
import { type Story } from './story.js';

/*
 * Written from the tables of states and of intervals, by hand:
 *
 * - All is registered at 0 00:00. What does not change is looked at after 15 min, then after twice as long each time, up to a
 *   day: at 0:15, 0:45, 1:45, 3:45, 7:45 and 15:45, then at 07:45 of every day. Faults begin at 07:40.
 * - After a failure, or a "not now", come 10 min, 1 h, 6 h, 24 h and 72 h: looks at 07:45, 07:55, 08:55, 14:55, 14:55 of
 *   the next day, and three days later.
 * - Stale is what failed twice in 10 min, or said "not now" for a day; unreachable what failed for a day, four times, and
 *   what never answered for 72 hours; retired what stays so for 30 days.
 */

const PAYEES: readonly [string, ...string[]] = [
  '0x9777dfF3297C1825ca55A425b0D126F144De5B83',
  '0x94D410309C1A040624a08212b2487F358E40b5a1',
  '0x85EB51E9440C098BeE4889aA1d3c198D22EA67e1',
];

/** What an origin has to endure, and its only endpoint with it. */
const OF_ORIGINS: readonly Story[] = [
  {
    endpoint: 'customs-duty',
    what: 'is down for three days',
    acts: [
      ['24 07:40', faults.down, 'its origin'],
      ['27 07:40', 'well', 'its origin'],
    ],
    timeline: [
      '24 07:55 STALE unreachable-connect',
      '25 14:55 UNREACHABLE unreachable-connect',
      '28 14:55 LISTED ok',
    ],
  },
  {
    endpoint: 'time-zones',
    what: 'is down for ten minutes',
    acts: [
      ['24 07:40', faults.down, 'its origin'],
      ['24 07:50', 'well', 'its origin'],
    ],
    timeline: [],
  },
  {
    endpoint: 'noise-removal',
    what: 'is listed once, and then down for ever',
    acts: [['0 00:05', faults.down, 'its origin']],
    timeline: [
      '0 00:25 STALE unreachable-connect',
      '1 07:25 UNREACHABLE unreachable-connect',
      '31 07:25 RETIRED unreachable-connect',
    ],
  },
  {
    endpoint: 'pdf-merge',
    what: 'is registered two days before it opens',
    acts: [
      ['0 00:00', faults.down, 'its origin'],
      ['2 00:00', 'well', 'its origin'],
    ],
    timeline: ['0 00:00 PENDING awaiting-probe', '0 00:00 PENDING unreachable-connect', '4 07:10 LISTED ok'],
  },
  {
    endpoint: 'text-to-speech',
    what: 'is registered five days before it opens',
    acts: [
      ['0 00:00', faults.down, 'its origin'],
      ['5 00:00', 'well', 'its origin'],
    ],
    timeline: [
      '0 00:00 PENDING awaiting-probe',
      '0 00:00 PENDING unreachable-connect',
      '4 07:10 UNREACHABLE unreachable-connect',
      '7 07:10 LISTED ok',
    ],
  },
  {
    endpoint: 'mcp-contract-clauses',
    what: 'is an MCP server that is down for two hours',
    acts: [
      ['2 07:40', faults.down, 'its origin'],
      ['2 10:00', 'well', 'its origin'],
    ],
    timeline: ['2 07:55 STALE unreachable-connect', '2 14:55 LISTED ok'],
  },
  {
    endpoint: 'stamp-value',
    what: 'has too many requests for half a day',
    acts: [
      ['24 07:40', faults.answering(429)],
      ['24 20:00', 'well'],
    ],
    timeline: [],
  },
  {
    endpoint: 'random-beacon',
    what: 'has too many requests for three days',
    acts: [
      ['24 07:40', faults.answering(429)],
      ['27 07:40', 'well'],
    ],
    timeline: ['25 14:55 STALE rate-limited', '28 14:55 LISTED ok'],
  },
  {
    endpoint: 'drug-interactions',
    what: 'has too many requests for three days, and asks for an hour each time',
    acts: [
      ['24 07:40', faults.answering(429, faults.retryAfter(3_600))],
      ['27 07:40', 'well'],
    ],
    timeline: ['25 15:45 STALE rate-limited', '28 15:45 LISTED ok'],
  },
  {
    endpoint: 'building-costs',
    what: 'is unavailable for two days, five minutes at a time',
    acts: [
      ['24 07:40', faults.answering(503, faults.retryAfter(300))],
      ['26 07:40', 'well'],
    ],
    timeline: ['25 14:55 STALE rate-limited', '28 14:55 LISTED ok'],
  },
  {
    endpoint: 'company-names',
    what: 'pauses for two hours, three times over',
    acts: [
      ['24 07:40', faults.answering(503, faults.retryAfter(7_200))],
      ['24 12:00', 'well'],
    ],
    timeline: ['24 07:45 STALE paused', '24 13:45 LISTED ok'],
  },
  {
    endpoint: 'bus-departures',
    what: 'pauses for a month, of which a week is granted, however soon it is registered again',
    acts: [
      ['23 07:40', faults.answering(503, faults.retryAfter(30 * 86_400))],
      ['26 07:40', 'well'],
      ['27 12:00', 'registered'],
    ],
    timeline: ['23 07:45 STALE paused', '30 07:45 LISTED ok'],
  },
  {
    endpoint: 'rainwater-yield',
    what: 'pauses with all of its origin, robots.txt included',
    acts: [
      ['24 07:40', faults.answering(503, faults.retryAfter(7_200)), 'its origin'],
      ['24 12:00', 'well', 'its origin'],
    ],
    timeline: ['24 07:45 STALE paused', '24 13:45 LISTED ok'],
  },
  {
    endpoint: 'electricity-price-that-moves',
    what: 'fails, pauses for two days and fails again, which is no nearer to unreachable',
    acts: [
      ['24 07:40', faults.answering(500)],
      ['24 09:00', faults.answering(503, faults.retryAfter(2 * 86_400))],
      ['25 00:00', faults.answering(500)],
      ['26 15:00', 'well'],
    ],
    timeline: [
      '24 07:55 STALE http-5xx',
      '24 14:55 STALE paused',
      '26 14:55 STALE http-5xx',
      '26 15:05 LISTED ok',
    ],
  },
  {
    endpoint: 'barcode-lookup',
    what: 'forbids robots for three days',
    acts: [
      ['24 07:40', faults.forbidsRobots, 'its origin'],
      ['27 07:40', 'well', 'its origin'],
    ],
    timeline: ['25 07:45 STALE blocked-by-robots', '27 07:45 LISTED ok'],
  },
  {
    endpoint: 'colour-palette',
    what: 'forbids robots for two weeks',
    acts: [
      ['16 07:40', faults.forbidsRobots, 'its origin'],
      ['29 07:40', 'well', 'its origin'],
    ],
    timeline: [
      '17 07:45 STALE blocked-by-robots',
      '23 07:45 REFUSED blocked-by-robots',
      '29 07:45 LISTED ok',
    ],
  },
  {
    endpoint: 'archive-robots-disallow',
    what: 'has forbidden robots from the beginning, and is looked at once',
    acts: [],
    timeline: ['1 00:15 STALE blocked-by-robots', '7 00:15 REFUSED blocked-by-robots'],
  },
  {
    endpoint: 'chess-openings',
    what: 'breaks with all of its origin: a robots.txt that breaks forbids',
    acts: [
      ['24 07:40', faults.answering(500), 'its origin'],
      ['26 07:40', 'well', 'its origin'],
    ],
    timeline: ['25 07:45 STALE blocked-by-robots', '26 07:45 LISTED ok'],
  },
  {
    endpoint: 'public-holidays',
    what: 'is registered again while it is left alone for failing',
    acts: [
      ['26 07:40', faults.answering(500)],
      ['28 20:00', 'well'],
      ['29 12:00', 'registered'],
    ],
    timeline: ['26 07:55 STALE http-5xx', '27 14:55 UNREACHABLE http-5xx', '29 12:00 LISTED ok'],
  },
];

/** What happens to one endpoint among others. */
const OF_ENDPOINTS: readonly Story[] = [
  {
    endpoint: 'port-arrivals',
    what: 'breaks for six hours',
    acts: [
      ['2 07:40', faults.answering(500)],
      ['2 13:40', 'well'],
    ],
    timeline: ['2 07:55 STALE http-5xx', '2 14:55 LISTED ok'],
  },
  {
    endpoint: 'anchorage-depth',
    what: 'is not found for a week',
    acts: [
      ['23 07:40', faults.answering(404)],
      ['30 07:40', 'well'],
    ],
    timeline: [
      '23 07:55 STALE http-404',
      '24 14:55 UNREACHABLE http-404',
      '27 14:55 REFUSED http-404',
      '30 14:55 LISTED ok',
    ],
  },
  {
    endpoint: 'license-check',
    what: 'asks for payment and does not say which',
    acts: [
      ['2 07:40', faults.answering(402)],
      ['2 13:00', 'well'],
    ],
    timeline: ['2 07:55 STALE invalid-challenge', '2 14:55 LISTED ok'],
  },
  {
    endpoint: 'concert-calendar',
    what: 'stands behind a wall against bots for three days',
    acts: [
      ['24 07:40', faults.answering(403, { 'cf-mitigated': 'challenge' })],
      ['27 07:40', 'well'],
    ],
    timeline: ['25 14:55 STALE bot-wall', '28 14:55 LISTED ok'],
  },
  {
    endpoint: 'train-delays',
    what: 'does not answer in time for an hour',
    acts: [
      ['24 07:40', faults.silent],
      ['24 08:30', 'well'],
    ],
    timeline: ['24 07:55 STALE unreachable-timeout', '24 08:55 LISTED ok'],
  },
  {
    endpoint: 'soil-moisture',
    what: 'is free for ten days',
    acts: [
      ['20 07:40', faults.answering(200)],
      ['30 07:40', 'well'],
    ],
    timeline: ['20 07:55 FREE became-free', '30 07:55 LISTED ok'],
  },
  {
    endpoint: 'crop-prices',
    what: 'is free for ten minutes',
    acts: [
      ['24 07:40', faults.answering(200)],
      ['24 07:50', 'well'],
    ],
    timeline: [],
  },
  {
    endpoint: 'email-deliverable',
    what: 'is free, and then breaks',
    acts: [
      ['24 07:40', faults.answering(200)],
      ['26 07:50', faults.answering(500)],
      ['26 08:30', 'well'],
    ],
    timeline: ['24 07:55 FREE became-free', '26 08:05 STALE http-5xx', '26 09:05 LISTED ok'],
  },
  {
    endpoint: 'road-tolls',
    what: 'says what it costs and serves everybody, until it does not',
    acts: [
      ['0 00:00', faults.givesAway],
      ['5 07:40', 'well'],
    ],
    timeline: ['0 00:00 PENDING awaiting-probe', '0 00:00 FREE became-free', '6 00:00 LISTED ok'],
  },
  {
    endpoint: 'flight-by-number',
    what: 'is registered five days before it exists',
    acts: [
      ['0 00:00', faults.answering(404)],
      ['5 07:40', 'well'],
    ],
    timeline: ['0 00:00 PENDING awaiting-probe', '0 00:00 REFUSED http-404', '6 00:00 LISTED ok'],
  },
  {
    endpoint: 'wine-by-label',
    what: 'breaks, and is then free for three days',
    acts: [
      ['24 07:40', faults.answering(500)],
      ['24 08:00', faults.answering(200)],
      ['27 08:00', 'well'],
    ],
    timeline: ['24 07:55 STALE http-5xx', '24 09:05 FREE became-free', '27 09:05 LISTED ok'],
  },
  {
    endpoint: 'parcel-by-id',
    what: 'is registered again five minutes after it broke',
    acts: [
      ['24 07:40', faults.answering(500)],
      ['24 07:50', 'registered'],
      ['24 10:00', 'well'],
    ],
    timeline: ['24 08:50 STALE http-5xx', '24 14:50 LISTED ok'],
  },
  {
    endpoint: 'old-town-hall',
    what: 'was never found, and is then busy for days',
    acts: [['2 07:40', faults.answering(503)]],
    timeline: ['6 00:00 UNREACHABLE rate-limited'],
  },
  {
    endpoint: 'barn-camera',
    what: 'is busy whenever it is asked',
    acts: [],
    timeline: [
      '0 00:00 PENDING awaiting-probe',
      '0 00:00 PENDING rate-limited',
      '4 07:10 UNREACHABLE rate-limited',
    ],
  },
  {
    endpoint: 'book-by-isbn',
    what: 'says once that it is gone',
    acts: [
      ['24 07:40', faults.answering(410)],
      ['24 08:00', 'well'],
    ],
    timeline: [],
  },
  {
    endpoint: 'plant-by-name',
    what: 'is gone, and registered again before and after it is back',
    acts: [
      ['20 07:40', faults.answering(410)],
      ['24 12:00', 'registered'],
      ['28 00:00', 'well'],
      ['30 12:00', 'registered'],
    ],
    timeline: ['20 08:45 RETIRED gone', '30 12:00 LISTED ok'],
  },
  {
    endpoint: 'nutrition-facts',
    what: 'does not want to be listed for a week, whoever registers it',
    acts: [
      ['16 07:40', faults.noindex],
      ['24 07:40', 'well'],
      ['25 12:00', 'registered'],
    ],
    timeline: ['16 07:45 DELISTED opted-out', '30 07:45 PENDING awaiting-probe', '30 08:00 LISTED ok'],
  },
  {
    endpoint: 'artist-by-slug',
    what: 'moves to another origin',
    acts: [['24 07:40', (fleet) => faults.movedTo(fleet.endpoint('book-by-isbn').register.resource)]],
    timeline: [
      '24 07:55 STALE redirect-off-origin',
      '25 14:55 UNREACHABLE redirect-off-origin',
      '28 14:55 REFUSED redirect-off-origin',
    ],
  },
  {
    endpoint: 'street-trees',
    what: 'moves within its origin',
    acts: [['9 07:40', faults.movedTo('/v1/parking-now')]],
    timeline: [],
    said: [
      ['9 07:00', { path: '/v1/street-trees', noIssues: ['moved'] }],
      ['10 00:00', { path: '/v1/street-trees', issues: ['moved'] }],
    ],
  },
  {
    endpoint: 'air-quality',
    what: 'takes POST in place of GET',
    acts: [['9 07:40', faults.postOnly]],
    timeline: [],
    said: [
      ['9 07:00', { method: 'GET', noIssues: ['wrong-method'] }],
      ['10 00:00', { method: 'POST', issues: ['wrong-method'] }],
    ],
  },
  {
    endpoint: 'leaf-disease',
    what: 'looks at the request before it asks for payment',
    acts: [['9 07:40', faults.needsBody]],
    timeline: [],
    said: [
      ['9 07:00', { method: 'POST', noIssues: ['needs-body'] }],
      ['10 00:00', { method: 'POST', issues: ['needs-body'] }],
    ],
  },
  {
    endpoint: 'vessel-by-number',
    what: 'states its template after a week',
    acts: [
      ['0 00:00', faults.withoutTemplate],
      ['8 07:40', 'well'],
    ],
    timeline: [],
    said: [
      ['8 07:00', { path: '/v1/vessel-by-number/9321483' }],
      ['9 07:00', { path: '/v1/vessel-by-number/:imo' }],
    ],
  },
  {
    endpoint: 'vessel-by-number',
    path: '/v1/vessel-by-number/9074729',
    what: 'states the same template a day later',
    acts: [
      ['0 00:00', faults.withoutTemplate],
      ['9 07:40', 'well'],
    ],
    timeline: ['9 07:45 RETIRED merged'],
  },
  {
    endpoint: 'iban-check',
    what: 'doubles its price',
    acts: [['9 07:40', faults.dearer(2n)]],
    timeline: [],
    said: [
      ['9 07:00', { priceKind: 'FIXED', priceUsd: '0.003', prices: 1 }],
      ['31 11:00', { priceKind: 'FIXED', priceUsd: '0.006', prices: 2 }],
    ],
  },
  {
    endpoint: 'book-reviews',
    what: 'has another price for each request of six hours',
    acts: [
      ['26 07:40', faults.dearerEachTime()],
      ['26 13:40', 'well'],
    ],
    timeline: [],
    said: [
      ['26 08:10', { priceKind: 'FIXED', prices: 3 }],
      ['26 08:20', { priceKind: 'DYNAMIC' }],
      // No more than a low and a high for each of the hours from 8 to 13.
      ['26 13:55', { priceKind: 'DYNAMIC', priceUsd: '0.4', pricesMax: 4 + 2 * 6 }],
    ],
  },
  {
    endpoint: 'invoice-number',
    what: 'changes its payee',
    acts: [['9 07:40', faults.paidTo(PAYEES[0])]],
    timeline: [],
    said: [
      ['9 07:00', { noIssues: ['pay-to-changed'], prices: 1 }],
      ['10 07:40', { issues: ['pay-to-changed'], prices: 2 }],
      ['11 00:00', { noIssues: ['pay-to-changed'], prices: 2 }],
    ],
  },
  {
    endpoint: 'tide-times',
    what: 'has another payee for each request of six hours',
    acts: [
      ['26 07:40', faults.paidInTurn(PAYEES)],
      ['26 13:40', 'well'],
    ],
    timeline: [],
    said: [
      ['26 07:50', { issues: ['pay-to-changed'], noIssues: ['pay-to-dynamic'], prices: 2 }],
      // The payee before, and two others: three in six looks.
      ['26 08:05', { issues: ['pay-to-dynamic'], noIssues: ['pay-to-changed'], prices: 2 }],
      ['26 13:00', { issues: ['pay-to-dynamic'], noIssues: ['pay-to-changed'], prices: 2 }],
    ],
  },
  {
    endpoint: 'build-minutes',
    what: 'is busy until somebody looks after it',
    acts: [['28 00:00', faults.answering(200)]],
    timeline: [
      '0 00:00 PENDING awaiting-probe',
      '0 00:00 PENDING rate-limited',
      '4 07:10 UNREACHABLE rate-limited',
      '28 07:10 REFUSED no-402',
    ],
  },
  {
    endpoint: 'slow',
    what: 'is registered in the last minutes, and keeps silent',
    acts: [],
    timeline: ['31 11:55 PENDING awaiting-probe', '31 11:55 PENDING unreachable-timeout'],
  },
];

export const stories: readonly Story[] = [...OF_ORIGINS, ...OF_ENDPOINTS];
