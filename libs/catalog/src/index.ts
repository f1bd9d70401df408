export { entities } from './entities.js';
export { CHANNELS } from './channels.js';

export type { OfferSummary, WholeOffer } from './offer/offer-summary.repository.js';
export { type Change } from './change-log/change.js';
export { LISTING_STATES, type Evidence, type ListingState } from './state/listing-state.js';
export { originWaitOf, reasonOf, type ProbeEvidence } from './state/evidence.js';

export { IngestService, type IngestOptions } from './ingest/ingest.service.js';
export { halve, isDataError } from './ingest/halve.js';
export type { AskedBeside, ObservationOutcome, Observed, ObservedAnswer } from './ingest/observed.js';
export { KeptAnswerRepository, type KeptAnswer, type KeptTarget } from './reparse/kept-answer.repository.js';
export { isTranscript, mayBeChallenge } from './probe/answer-kind.repository.js';
export type { Reread, RereadOutcome } from './reparse/reread.js';
export type { ClaimMade, Sighted, SightingOutcome, SightingRefusal, SourceRef } from './ingest/sighted.js';
export { type AdmittedTarget, type UrlGuard } from './target/admit-target.js';
export { httpsTwin } from './target/https-twin.js';
export { registrableDomain } from './target/registrable-domain.js';
export { urlGuard } from './target/url-guard.js';

export type {
  DocumentKind,
  DocumentSaid,
  DocumentSeen,
  DocumentVia,
  OperationSaid,
} from './document/document-seen.js';
export { SAID_NOTHING } from './document/document-seen.js';
export { DocumentRequestRepository } from './document/document-request.repository.js';
export {
  OriginDocumentRepository,
  type DocumentReport,
  type ReadingWanted,
} from './document/origin-document.repository.js';
export { OriginRegistrationService, type OriginReport } from './document/origin-registration.service.js';
export { NOTHING_SAID_OF, type SaidOfUrl } from './document/said-of-url.js';
export { SaidOfUrlRepository } from './document/said-of-url.repository.js';

export { fromRow, type RowOf } from './row.js';
export {
  ListingRepository,
  TOTAL_EXACT_MAX,
  type BrowsedListing,
  type Total,
} from './listing/listing.repository.js';
export type { ListingSummary, ListingText, ListingTexts } from './listing/listing-summary.repository.js';
export { type ListingSort } from './listing/listing-sort.js';
export { findListings, type FoundListing } from './listing/find-listing.js';
export { discoveryItem, issuesOf, type DiscoveryItem, type ItemOptions } from './item/discovery-item.js';
export { qualityParts, type QualityPart } from './listing/quality.js';
export { PricePoint } from './offer/price-point.entity.js';
export { PriceHistoryRepository } from './offer/price-history.repository.js';
export { Source } from './source/source.entity.js';
export { REGISTER, pushSource } from './source/own-sources.js';
export {
  FacilitatorRepository,
  type FacilitatorLease,
  type Polled,
} from './facilitator/facilitator.repository.js';
export { FacilitatorRegistrationService } from './facilitator/facilitator-registration.service.js';
export { type FacilitatorView } from './facilitator/supported-stored.js';
export { UsageRepository, type ListingUsage } from './usage/usage.repository.js';
export { SourceRepository, type SightingView } from './source/source.repository.js';
export { FeedOperatorRepository } from './source/feed-operator.repository.js';
export { FeedRepository } from './source/feed.repository.js';
export type { FeedGuard, FeedHold, FeedLease, FeedNamed, FeedOutcome } from './source/feed.js';
export { SOURCE_TARGETS_MAX, SourceRoom } from './source/source-room.js';
export { SourceRoomRepository } from './source/source-room.repository.js';
export { ChangeRepository } from './change-log/change.repository.js';
export { StatsRepository, type CatalogStats, type Count } from './stats/stats.repository.js';

export { OperatorService, type Moved } from './operator/operator.service.js';
export { HOLD_SCOPES, type Hold, type HoldScope } from './operator/hold.entity.js';
export { askedNothing } from './operator/asked-nothing.js';
export { originIsHeld } from './operator/hold.repository.js';
export { readPlace, type Place } from './operator/place.js';

export { HintRepository } from './payment/hint.repository.js';
export { PayerKeyRepository } from './payment/payer-key.repository.js';
export { PaymentService, type PaymentReport } from './payment/payment.service.js';
export { PushedPaymentRepository } from './payment/pushed-payment.repository.js';
export { SettlementRepository } from './payment/settlement.repository.js';

export { admitRates } from './rate/admit-rates.js';
export { RateRepository } from './rate/rate.repository.js';
export { OutdatedPriceRepository } from './reprice/outdated-price.repository.js';
export type { Reprice } from './reprice/reprice.js';

export { RetentionRepository } from './retention/retention.repository.js';
export { StatusService } from './status/status.service.js';
export { HealthRepository, type Health } from './status/health.repository.js';
export { OriginStatusRepository } from './status/origin-status.repository.js';
export { OriginStatusService } from './status/origin-status.service.js';
export type { OriginStatus, PlacedStatus, RobotsWord, StatusPage } from './status/origin-status.js';
export { ProbeRepository } from './status/probe.repository.js';
export { StatusRepository } from './status/status.repository.js';
export type { ListingStatus, ProbeView, StateChangeView, StatusMatch } from './status/listing-status.js';
export { RegistrationService, type Registration } from './registration/registration.service.js';
export { RegistrationBudgetRepository } from './registration/registration-budget.repository.js';
export { ProbeRequestRepository } from './registration/probe-request.repository.js';
export { ProbeWatch } from './registration/probe-watch.js';

export { assetMatcher } from './filter/asset-match.js';
export { factsOf } from './filter/facts.js';
export { type EnvironmentFilter, type ListingFilter } from './filter/listing-filter.js';
export {
  compileFilter,
  matchFilter,
  type ListingFacts,
  type ListingMatcher,
  type OfferFacts,
} from './filter/match-filter.js';
export { Parameters, filterSql, offerSql, type FilterTables } from './filter/filter-sql.repository.js';
