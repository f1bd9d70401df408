import { type DataSource } from 'typeorm';

export interface Count {
  readonly value: string;
  readonly count: number;
}

export interface CatalogStats {
  /** LISTED and STALE. */
  readonly listings: number;
  readonly byState: readonly Count[];
  readonly byNetwork: readonly Count[];
  readonly byAsset: readonly Count[];
  readonly origins: number;
  readonly sellers: number;
  readonly medianPriceUsd: string | null;
}

const LIVE = `l.state IN ('LISTED', 'STALE')`;

/** Figures over the whole catalogue. Scans it: callers keep the answer for a while. */
export class StatsRepository {
  constructor(private readonly database: DataSource) {}

  async read(): Promise<CatalogStats> {
    const byState = await this.counts('SELECT state AS value, count(*) FROM listing GROUP BY 1');
    const byNetwork = await this.counts(
      `SELECT o.network AS value, count(DISTINCT l.id) FROM listing l JOIN offer o ON o.listing_id = l.id WHERE ${LIVE} GROUP BY 1`,
    );
    const byAsset = await this.counts(
      `SELECT coalesce(o.asset, o.asset_raw) AS value, count(DISTINCT l.id) FROM listing l JOIN offer o ON o.listing_id = l.id WHERE ${LIVE} GROUP BY 1`,
    );
    const [row] = await this.database.query<
      { listings: string; origins: string; sellers: string; median: string | null }[]
    >(
      `SELECT count(*) AS listings, count(DISTINCT l.origin) AS origins,
         (SELECT count(DISTINCT lower(o.pay_to)) FROM offer o JOIN listing l ON l.id = o.listing_id WHERE ${LIVE}) AS sellers,
         percentile_disc(0.5) WITHIN GROUP (ORDER BY l.min_price_usd) AS median
       FROM listing l WHERE ${LIVE}`,
    );
    return {
      listings: Number(row?.listings ?? 0),
      byState,
      byNetwork,
      byAsset,
      origins: Number(row?.origins ?? 0),
      sellers: Number(row?.sellers ?? 0),
      medianPriceUsd: row?.median ?? null,
    };
  }

  /** Most frequent first, at most 100. */
  private async counts(sql: string): Promise<Count[]> {
    const rows = await this.database.query<{ value: string; count: string }[]>(
      `${sql} ORDER BY 2 DESC, 1 LIMIT 100`,
    );
    return rows.map(({ value, count }) => ({ value, count: Number(count) }));
  }
}
