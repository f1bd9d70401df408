export { entities } from './entities.js';
export { IngestService, type IngestOptions } from './ingest/ingest.service.js';
export type { ObservationOutcome, Observed, ObservedAnswer } from './ingest/observed.js';
export type { ClaimMade, Sighted, SightingOutcome, SightingRefusal, SourceRef } from './ingest/sighted.js';
export { admitTarget, type AdmittedTarget, type UrlGuard } from './target/admit-target.js';
export type { ProbeEvidence } from './state/evidence.js';
export { LISTING_STATES, isInFeed, type Evidence, type ListingState } from './state/listing-state.js';
