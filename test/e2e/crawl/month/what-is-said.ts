import { type DataSource } from 'typeorm';

import { type Said } from './story.js';

interface SaidRow {
  readonly method: string | null;
  readonly resource: string;
  /** JSON, as those of the offers are. */
  readonly issues: string;
  readonly offers: readonly {
    readonly kind: string;
    readonly usd: string | null;
    readonly issues: string;
    readonly prices: number;
  }[];
}

const SAID = `
  SELECT l.method, l.resource, l.issues, json_agg(json_build_object('kind', o.price_kind, 'usd', o.price_usd::text, 'issues', o.issues,
    'prices', (SELECT count(*) FROM price_point p WHERE p.listing_id = l.id AND p.offer_key = o.key))) AS offers
  FROM listing l JOIN offer o ON o.listing_id = l.id WHERE l.id = $1 GROUP BY l.id`;

/** What the catalogue says of a listing now, as far as `asked` asks: equal to it where all of it is so. */
export async function whatIsSaid(database: DataSource, listingId: string, asked: Said): Promise<Said> {
  const [row] = await database.query<SaidRow[]>(SAID, [listingId]);
  if (row === undefined) throw new Error(`No listing ${listingId} with offers.`);
  const codes = [row.issues, ...row.offers.map(({ issues }) => issues)].flatMap((issues) =>
    (JSON.parse(issues) as { code: string }[]).map(({ code }) => code),
  );
  const most = Math.max(...row.offers.map(({ prices }) => prices));
  const all: Required<Said> = {
    method: row.method ?? '',
    path: new URL(row.resource).pathname,
    issues: (asked.issues ?? []).filter((code) => codes.includes(code)),
    noIssues: (asked.noIssues ?? []).filter((code) => !codes.includes(code)),
    priceKind: common(row.offers.map(({ kind }) => kind)),
    priceUsd: common(row.offers.map(({ usd }) => usd ?? '')),
    prices: Number(common(row.offers.map(({ prices }) => String(prices)))),
    pricesMax: Math.max(most, asked.pricesMax ?? 0),
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => Object.hasOwn(asked, name)));
}

/** What all of them have, or all that they have. */
const common = (values: readonly string[]): string => [...new Set(values)].join(' or ');
