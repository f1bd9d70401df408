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
