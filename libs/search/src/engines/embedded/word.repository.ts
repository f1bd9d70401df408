import { type DataSource } from 'typeorm';

/** A word of a text, its stem, and words of the index that look like it. */
export interface LookedUpWord {
  readonly word: string;
  readonly stem: string;
  /** Listings that hold the stem; 0 where none does. */
  readonly listings: number;
  readonly alike: readonly { readonly word: string; readonly listings: number }[];
}

const ALIKE_MAX = 8;

/** The word list: what the index's words are, and how common. */
export class WordRepository {
  constructor(private readonly database: DataSource) {}

  /** Stop words are left out. */
  async lookUp(words: readonly string[]): Promise<{ words: readonly LookedUpWord[]; listings: number }> {
    const rows = await this.database.query<(LookedUpWord & { total: number })[]>(LOOK_UP, [words]);
    return { words: rows, listings: Math.max(rows[0]?.total ?? 0, 1) };
  }

  /** Makes the list equal to the index, changing only what differs: readers are not held up. */
  async refresh(): Promise<void> {
    await this.database.query(REFRESH);
    await this.database.query('ANALYZE search_listing, search_offer, search_word');
  }
}

const LOOK_UP = `
  SELECT w.word, s.stem, coalesce(k.listings, 0) AS listings,
    (SELECT coalesce(max(listings), 0) FROM search_word) AS total,
    CASE WHEN k.word IS NULL THEN (
      SELECT coalesce(json_agg(json_build_object('word', a.word, 'listings', a.listings)), '[]'::json) FROM (
        SELECT c.word, c.listings FROM search_word c WHERE c.word % s.stem
        ORDER BY similarity(c.word, s.stem) DESC, c.listings DESC, c.word LIMIT ${ALIKE_MAX}) AS a)
      ELSE '[]'::json END AS alike
  FROM unnest($1::text[]) WITH ORDINALITY AS w(word, place)
  CROSS JOIN LATERAL (SELECT (tsvector_to_array(to_tsvector('english', w.word)))[1] AS stem) AS s
  LEFT JOIN search_word k ON k.word = s.stem COLLATE "C"
  WHERE s.stem IS NOT NULL ORDER BY w.place`;

const REFRESH = `
  WITH held AS (SELECT word COLLATE "C" AS word, ndoc AS listings FROM ts_stat('SELECT tsv FROM search_listing')
    WHERE length(word) BETWEEN 2 AND 60),
  gone AS (DELETE FROM search_word w WHERE NOT EXISTS (SELECT FROM held WHERE held.word = w.word))
  INSERT INTO search_word AS w (word, listings) SELECT word, listings FROM held
  ON CONFLICT (word) DO UPDATE SET listings = excluded.listings WHERE w.listings <> excluded.listings`;
