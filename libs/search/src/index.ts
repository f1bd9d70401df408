export {
  SearchEngine,
  type Candidate,
  type CandidatePage,
  type FacetField,
  type SearchQuery,
} from './search-engine.js';
export { EmbeddedEngine } from './engines/embedded.engine.js';
export { makeSearchDocument, type DocumentFacts, type SearchDocument } from './document/search-document.js';
