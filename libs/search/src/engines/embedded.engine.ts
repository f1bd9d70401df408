import { compileFilter } from '@bazaar/catalog';
import { AppError } from '@bazaar/kernel';
import { QUERY_CANCELED, sqlState } from '@bazaar/platform';
import { type DataSource, type EntityManager } from 'typeorm';

import { type SearchDocument } from '../document/search-document.js';
import { DocumentFactsRepository } from '../facts/document-facts.repository.js';
import { FactsCache } from '../facts/facts-cache.js';
import {
  type Candidate,
  type CandidatePage,
  type CountQuery,
  SearchEngine,
  type SearchQuery,
} from '../search-engine.js';
import { corrections } from '../text/near-words.js';
import { queryText, wantedWords } from '../text/query-text.js';
import { CandidateRepository, type CandidateRow, type MatchQuery } from './embedded/candidate.repository.js';
import { DocumentWriteRepository } from './embedded/document-write.repository.js';
import { FacetRepository } from './embedded/facet.repository.js';
import { type NearWord, allWords, nearWords } from './embedded/text-match.js';
import { WordRepository } from './embedded/word.repository.js';

/**
 * Search in our own Postgres: full text over weighted words, filters in SQL, a word list against typing mistakes. A
 * search is one statement; facets are one more, near matches two, and documents not seen before one.
 */
export class EmbeddedEngine extends SearchEngine {
  override readonly name = 'embedded';
  private readonly writer = new DocumentWriteRepository();
  private readonly words: WordRepository;
  private readonly matches: CandidateRepository;
  private readonly facetCounts: FacetRepository;
  private readonly facts: FactsCache;

  constructor(private readonly database: DataSource) {
    super();
    this.words = new WordRepository(database);
    this.matches = new CandidateRepository(database);
    this.facetCounts = new FacetRepository(database);
    this.facts = new FactsCache(new DocumentFactsRepository(database, 'copy'));
  }

  override upsert(documents: readonly SearchDocument[], within?: EntityManager): Promise<void> {
    return this.write(within, (manager) => this.writer.upsert(manager, documents));
  }

  override remove(ids: readonly string[], within?: EntityManager): Promise<void> {
    return this.write(within, (manager) => this.writer.remove(manager, ids));
  }

  override async ids(after: string, limit: number): Promise<readonly string[]> {
    const rows = await this.database.query<{ id: string }[]>(
      'SELECT id FROM search_listing WHERE id > $1 ORDER BY id LIMIT $2',
      [after, limit],
    );
    return rows.map(({ id }) => id);
  }

  override maintain(): Promise<void> {
    return this.words.refresh();
  }

  override count(queries: readonly CountQuery[], max: number): Promise<readonly number[]> {
    return inTime(this.matches.count(queries.map(exactMatch), max));
  }

  override candidates(query: SearchQuery): Promise<CandidatePage> {
    return inTime(this.find(query));
  }

  private async find(query: SearchQuery): Promise<CandidatePage> {
    const text = queryText(query.text);
    const asked = { filter: query.filter, sort: query.sort };
    const exact = { ...asked, ...exactMatch(query) };
    const page = await this.page(exact, query, 'MATCH');
    if (page.candidates.length > 0 || text === null) return page;
    const near = await this.near(text);
    if (near.length === 0) return page;
    return this.page({ ...asked, match: (parameters) => nearWords(near, parameters) }, query, 'RELATED');
  }

  private async page(
    asked: MatchQuery,
    query: SearchQuery,
    mode: 'MATCH' | 'RELATED',
  ): Promise<CandidatePage> {
    const { rows, total, totalIsFloor } = await this.matches.find(asked);
    if (rows.length === 0)
      return {
        mode: 'EMPTY',
        candidates: [],
        total: 0,
        totalIsFloor: false,
        facets: query.facets.map((field) => ({ field, counts: [] })),
      };
    return {
      mode,
      candidates: await this.withFacts(rows, query),
      total,
      totalIsFloor,
      facets: await this.facetCounts.count(asked, query.facets),
    };
  }

  /** What moved between the statement and the reading of facts, and no longer matches, is left out. */
  private async withFacts(rows: readonly CandidateRow[], query: SearchQuery): Promise<Candidate[]> {
    const known = await this.facts.get(rows);
    const matches = compileFilter(query.filter);
    return rows.flatMap(({ id, relevance }) => {
      const facts = known.get(id);
      const offerKeys = facts === undefined ? null : matches(facts, facts.offers);
      return facts === undefined || offerKeys === null
        ? []
        : [{ listingId: id, relevance, offerKeys, facts }];
    });
  }

  /** The words by how rare they are, unknown ones with what they may have meant; empty where nothing is known. */
  private async near(text: string): Promise<readonly NearWord[]> {
    const wanted = wantedWords(text);
    if (wanted.length === 0) return [];
    const { words, listings } = await this.words.lookUp(wanted);
    const told = words.map(({ word, stem, listings: holding, alike }) => ({
      lexemes: holding > 0 ? [stem] : corrections(word, stem, alike),
      worth: Math.log(1 + listings / Math.max(holding, 1)),
    }));
    const worth = told.reduce((sum, word) => sum + word.worth, 0);
    return told
      .filter(({ lexemes }) => lexemes.length > 0)
      .map((word) => ({ lexemes: word.lexemes, share: word.worth / worth }));
  }

  private async write(
    within: EntityManager | undefined,
    work: (manager: EntityManager) => Promise<void>,
  ): Promise<void> {
    await (within === undefined ? this.database.transaction(work) : work(within));
  }
}

/** Whoever gave us the connections said how long a statement may take. */
async function inTime<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (cause) {
    if (sqlState(cause) !== QUERY_CANCELED) throw cause;
    throw new AppError('UNAVAILABLE', 'The search took too long. Ask for less, or try again soon.', {
      cause,
    });
  }
}

function exactMatch({ text, filter }: CountQuery): Pick<MatchQuery, 'match' | 'filter'> {
  const cleaned = queryText(text);
  return { filter, match: cleaned === null ? null : (parameters) => allWords(cleaned, parameters) };
}
