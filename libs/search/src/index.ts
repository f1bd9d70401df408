export {
  FACET_FIELDS,
  SEARCH_SORTS,
  SearchEngine,
  type Candidate,
  type CandidatePage,
  type FacetCounts,
  type FacetField,
  type SearchMode,
  type SearchQuery,
  type SearchSort,
} from './search-engine.js';
export { EmbeddedEngine } from './engines/embedded.engine.js';
export {
  makeSearchDocument,
  type DocumentFacts,
  type IndexedListing,
  type SearchDocument,
} from './document/search-document.js';
export { Indexer, type IndexerOptions } from './indexer/indexer.js';
export { SearchService } from './search/search.service.js';
export type { Budget, Hint, SearchAnswer, SearchEdge, SearchInput } from './search/search-input.js';
export type { Preferences } from './ranking/preferences.js';
export type { RankReason } from './ranking/features.js';
