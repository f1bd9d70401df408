import { z } from 'zod';

import { PushKeys } from './push-keys.js';

const wholeNumber = (min: number, max: number, fallback: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback);

/**
 * Every setting, its bounds and its default: the one place to add one. Times are in the unit the name ends with.
 * An empty variable counts as absent.
 */
const Env = z.object({
  /** Port of the api. 0 takes any free port. */
  PORT: wholeNumber(0, 65_535, 4020),
  HOST: z.string().default('127.0.0.1'),
  /** Where a worker shows what it does, at HOST: `/metrics`, `/healthz`. 0: at any free port. */
  WORKER_PORT: wholeNumber(0, 65_535, 4021),
  /** Where the outside world finds the api; default `http://HOST:PORT`. */
  PUBLIC_URL: z.url().optional(),
  /** Addresses or ranges of the proxies in front of the api, `10.0.0.0/8,…`: their X-Forwarded-For is believed. */
  TRUST_PROXY: z.string().optional(),
  /** Data folder of the embedded Postgres. */
  BAZAAR_DATA: z.string().default('./.bazaar'),
  /** Absent: the embedded Postgres of `npm start`. */
  DATABASE_URL: z.url().optional(),
  /** A direct (not pooled) connection for LISTEN; default DATABASE_URL. */
  DATABASE_LISTEN_URL: z.url().optional(),
  DATABASE_POOL_MAX: wholeNumber(1, 200, 10),
  DATABASE_STATEMENT_TIMEOUT_MS: wholeNumber(100, 600_000, 15_000),
  /** Connections of an api that searches have to themselves, and how long one statement of a search may take. */
  SEARCH_POOL_MAX: wholeNumber(1, 200, 8),
  SEARCH_TIMEOUT_MS: wholeNumber(100, 60_000, 2_000),
  /** Address ranges and ports beyond the public internet that may be fetched: `127.0.0.1/32:41000-41999,…`. Tests and demo only. */
  FETCH_ALLOW: z.string().default(''),
  /** `off`: requests go only to what FETCH_ALLOW names; everything else stays due. */
  PROBES: z.enum(['on', 'off']).default('on'),
  /** A JSON file of catalogues to pull, or `none`; default: sources.default.json. */
  BAZAAR_SOURCES: z.string().optional(),
  /** The exchange rates of the day as the European Central Bank publishes them, or `none`: nobody is asked for them. */
  RATES_URL: z
    .union([z.literal('none'), z.url({ protocol: /^https?$/ })], 'Invalid URL')
    .default('https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml'),
  /** Who may push payments: `name:key,…`. None: nobody. */
  PUSH_KEYS: PushKeys,
  /** Shown in our user agent, so that a seller can reach the operator. */
  CONTACT_URL: z.url().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),

  PROBE_TIMEOUT_MS: wholeNumber(100, 60_000, 10_000),
  PROBE_BODY_BYTES_MAX: wholeNumber(1_024, 16_777_216, 262_144),
  PROBE_CONCURRENCY: wholeNumber(1, 4_096, 64),
  /** How long one check of a seller's example against its schema may take; then it is given up. */
  SCHEMA_CHECK_MS: wholeNumber(10, 10_000, 100),
  SCHEMA_CHECK_THREADS: wholeNumber(1, 64, 2),
  ORIGIN_REQUESTS_PER_SECOND: z.coerce.number().min(0.01).max(100_000).default(1),
  ORIGIN_BURST: wholeNumber(1, 100_000, 4),
  ORIGIN_CONCURRENCY: wholeNumber(1, 1_024, 2),
  /** Origins of one registrable domain that a worker asks at once. */
  DOMAIN_CONCURRENCY: wholeNumber(1, 4_096, 16),
  ADDRESS_REQUESTS_PER_SECOND: z.coerce.number().min(0.01).max(100_000).default(32),
  ADDRESS_CONCURRENCY: wholeNumber(1, 100_000, 64),
  /** How long a worker may hold an origin before another takes it over. */
  LEASE_MS: wholeNumber(1_000, 600_000, 60_000),
  PROBES_KEPT_DAYS: wholeNumber(1, 36_500, 90),
  /** Answers of a target that a later one has replaced; the latest is kept for ever. */
  ANSWERS_KEPT_DAYS: wholeNumber(1, 36_500, 90),
  /** How far back the change feed reaches; whole months are dropped, so it may be a month more. */
  CHANGES_KEPT_DAYS: wholeNumber(1, 36_500, 30),
  HEALTH_KEPT_DAYS: wholeNumber(31, 36_500, 400),
  /** Pushed payments: what became of each, and settlements, of which usage counts 30 days. */
  PAYMENTS_KEPT_DAYS: wholeNumber(31, 36_500, 90),
  REGISTER_WAIT_MS: wholeNumber(0, 60_000, 10_000),
  REGISTER_PER_MINUTE: wholeNumber(1, 1_000_000, 60),
  REGISTER_PER_DAY: wholeNumber(1, 10_000_000, 1_000),
  /** Of one client, of one api process: requests that read, the dear ones of GraphQL counted several times. */
  READS_PER_MINUTE: wholeNumber(1, 10_000_000, 3_000),
  ORIGIN_LISTINGS_MAX: wholeNumber(1, 10_000_000, 2_000),
  /** Of all origins of one registrable domain together. */
  DOMAIN_LISTINGS_MAX: wholeNumber(1, 10_000_000, 5_000),
});

export type Config = Readonly<z.infer<typeof Env>>;

/** Parses the environment once. Throws one error that names every wrong variable; nothing falls back silently. */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = Env.safeParse(present);
  if (!parsed.success) throw new Error(`Invalid environment:\n${z.prettifyError(parsed.error)}`);
  return Object.freeze(parsed.data);
}
