import { assetMatch } from './asset-match.js';
import { categoryMatch } from './category-match.js';
import { type ListingFilter, hasOfferFilter, statesOf } from './listing-filter.js';
import { networkMatch } from './network-match.js';

/** Where the filtered columns stand: the tables of the truth, or an engine's copies with the same column names. */
export interface FilterTables {
  /** Alias of a table with `id`, as in `listing`. */
  readonly listing: string;
  /** Alias the offers are given, and the table they come from. */
  readonly offer: string;
  readonly offerTable: string;
}

/** Collects parameters while SQL is written around them. */
export class Parameters {
  readonly values: unknown[] = [];

  constructor(private readonly first = 1) {}

  add(value: unknown): string {
    this.values.push(value);
    return `$${this.first + this.values.length - 1}`;
  }
}

/** The same decision as matchFilter, as SQL: a condition on the listing's row, with EXISTS over its offers. */
export function filterSql(filter: ListingFilter, tables: FilterTables, parameters: Parameters): string {
  const { listing: l, offer: o, offerTable } = tables;
  const offers = `FROM ${offerTable} ${o} WHERE ${o}.listing_id = ${l}.id`;
  const passes = offerSql(filter, o, parameters);
  const conditions = listingSql(filter, l, parameters);
  if (passes !== 'true') {
    const some = `EXISTS (SELECT ${offers} AND ${passes})`;
    conditions.push(hasOfferFilter(filter) ? some : `(${some} OR NOT EXISTS (SELECT ${offers}))`);
  }
  if (filter.excludePayTo !== undefined) {
    const payees = parameters.add(filter.excludePayTo.map((payTo) => payTo.toLowerCase()));
    conditions.push(`NOT EXISTS (SELECT ${offers} AND lower(${o}.pay_to) = ANY (${payees}))`);
  }
  return conditions.join(' AND ');
}

function listingSql(filter: ListingFilter, l: string, parameters: Parameters): string[] {
  const conditions = [`${l}.state = ANY (${parameters.add(statesOf(filter))})`];
  const add = (value: unknown, condition: (parameter: string) => string): void => {
    if (value !== undefined) conditions.push(condition(parameters.add(value)));
  };
  if (!(filter.states?.includes('STALE') ?? false))
    conditions.push(`NOT (${l}.state = 'STALE' AND ${l}.state_reason = 'paused')`);
  if (filter.ownerVerified === true) conditions.push('false');
  add(filter.types, (p) => `${l}.type = ANY (${p})`);
  add(filter.methods, (p) => `${l}.method = ANY (${p})`);
  add(filter.origins, (p) => `${l}.origin = ANY (${p})`);
  add(filter.excludeOrigins, (p) => `NOT ${l}.origin = ANY (${p})`);
  add(
    filter.tags?.map((tag) => tag.toLowerCase()),
    (p) => `lower(${l}.tags::text)::text[] && ${p}::text[]`,
  );
  add(filter.extensions, (p) => `${l}.extensions && ${p}::text[]`);
  add(
    filter.categories === undefined ? undefined : categoryMatch(filter.categories),
    (p) => `${l}.categories && ${p}::text[]`,
  );
  add(filter.urlSubstring, (p) => `strpos(lower(${l}.resource), lower(${p}::text)) > 0`);
  add(filter.callable, (p) => `${l}.call_complete = ${p}`);
  add(filter.supportsSignIn, (p) => `${l}.supports_sign_in = ${p}`);
  add(filter.probedSince, (p) => `${l}.last_probed_at >= ${p}`);
  add(filter.changedSince, (p) => `${l}.changed_at >= ${p}`);
  add(filter.minUptime, (p) => `coalesce(${l}.uptime, 0) >= ${p}`);
  return conditions;
}

/** The offer filters alone, as a condition on one row of an offer table; `true` where none limits. */
export function offerSql(filter: ListingFilter, o: string, parameters: Parameters): string {
  const conditions: string[] = [];
  const add = (value: unknown, condition: (parameter: string) => string): void => {
    if (value !== undefined) conditions.push(condition(parameters.add(value)));
  };
  if (filter.networks !== undefined) {
    const { ids, prefixes } = networkMatch(filter.networks);
    const named = `${o}.network = ANY (${parameters.add(ids)})`;
    if (prefixes.length === 0) conditions.push(named);
    else
      conditions.push(
        `(${named} OR ${prefixes.map((prefix) => `starts_with(${o}.network, ${parameters.add(prefix)})`).join(' OR ')})`,
      );
  }
  conditions.push(...environmentSql(filter, o, parameters));
  if (filter.assets !== undefined) {
    const { written, known, spelled, addresses } = assetMatch(filter.assets);
    const address = `coalesce(${o}.asset, ${o}.asset_raw)`;
    const isOneOf = (texts: readonly string[], before: string): string =>
      `${before}${address} = ANY (${parameters.add(texts)})`;
    const meanings = [
      isOneOf(written, ''),
      isOneOf(known, `${o}.network || ' ' || `),
      isOneOf(spelled, `split_part(${o}.network, ':', 1) || ' ' || `),
    ];
    // Says nothing new, but has an index: search_offer_asset.
    conditions.push(isOneOf(addresses, ''), `(${meanings.join(' OR ')})`);
  }
  add(filter.schemes, (p) => `${o}.scheme = ANY (${p})`);
  add(filter.maxUsdMicros?.toString(), (p) => `${o}.usd_micros <= ${p}::bigint`);
  add(filter.minUsdMicros?.toString(), (p) => `${o}.usd_micros >= ${p}::bigint`);
  add(filter.payTo?.toLowerCase(), (p) => `lower(${o}.pay_to) = ${p}`);
  add(filter.paymentFlows, (p) => `coalesce(${o}.payment_flow, 'authorization') = ANY (${p})`);
  add(filter.priceKinds, (p) => `${o}.price_kind = ANY (${p})`);
  add(filter.payability, (p) => `${o}.payability = ANY (${p})`);
  if (filter.blocked === false) conditions.push(`${o}.payability <> 'BLOCKED'`);
  add(filter.evidence, (p) => `${o}.evidence = ${p}`);
  return conditions.length === 0 ? 'true' : conditions.join(' AND ');
}

function environmentSql(filter: ListingFilter, o: string, parameters: Parameters): string[] {
  const environment = filter.environment ?? 'MAINNET';
  if (environment === 'ANY') return [];
  const wanted = environment === 'MAINNET' ? `${o}.environment <> 'TESTNET'` : `${o}.environment = 'TESTNET'`;
  const named = filter.networks === undefined ? [] : networkMatch(filter.networks).ids;
  return named.length === 0 ? [wanted] : [`(${wanted} OR ${o}.network = ANY (${parameters.add(named)}))`];
}
