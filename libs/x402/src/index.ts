export type {
  Call,
  CallPart,
  CallPlace,
  Challenge,
  Environment,
  Offer,
  Payability,
  PriceKind,
  ResourceReading,
  ResourceType,
} from './model.js';
export { type Asset } from './assets/asset.js';
export { assetsBySymbol, findAsset } from './assets/find-asset.js';
export { assets } from './assets/index.js';
export { applyInfoVerdict, infoChecks, type InfoCheck } from './bazaar/info/apply-info-verdict.js';
export { METHODS, readMethod } from './bazaar/http-method.js';
export { fieldNames } from './bazaar/field-names.js';
export { checkInfo, prepareCheck } from './bazaar/info/check-info.js';
export { refusedInfo, type InfoVerdict } from './bazaar/info/info-verdict.js';
export { canonicalUrl, type CanonicalUrl, type UrlRefusal } from './canonical-url.js';
export { canonicalJson } from './text/canonical-json.js';
export { categoriesNamed } from './categories/categories-named.js';
export { categorize } from './categories/categorize.js';
export { readCatalogItem, type CatalogItem } from './catalog-item/read-catalog-item.js';
export { type ClaimedUsage } from './catalog-item/read-usage.js';
export {
  type DocumentEntry,
  type DocumentLink,
  type DocumentReading,
  type StatedFacilitator,
} from './documents/document.js';
export { type InDomain } from './documents/in-domain.js';
export { paidMarks, shownArguments } from './documents/paid-tool.js';
export { readDnsRecords, type DnsPointer, type DnsReading } from './documents/read-dns-records.js';
export {
  readFacilitatorPage,
  type FacilitatorPage,
  type Pagination,
} from './documents/read-facilitator-page.js';
export { readLlmsTxt } from './documents/read-llms-txt.js';
export { readOpenApi } from './documents/read-open-api.js';
export { readSupported, type Supported, type SupportedKind } from './documents/read-supported.js';
export { readToolsList } from './documents/read-tools-list.js';
export { readWellKnown } from './documents/read-well-known.js';
export { fingerprintOf } from './fingerprint.js';
export {
  compareDecimals,
  divideDecimals,
  multiplyDecimals,
  parseUsdCap,
  usdMicros,
} from './money/decimal.js';
export {
  assetSpellings,
  describeNetwork,
  findNetwork,
  isNetworkPattern,
  isWellFormedNetwork,
  networkMatches,
  type DescribedNetwork,
} from './networks/find-network.js';
export { networks } from './networks/index.js';
export { type Network } from './networks/network.js';
export { type NormalizedOffer, type OfferDraft } from './offer/normalize-offer.js';
export { isRated, priceOffers, type Rates } from './offer/price-offers.js';
export { readRates } from './rates/read-rates.js';
export { paymentIdOf } from './payment/payment-id.js';
export { readPaymentEcho, type PaymentEcho, type PaymentRefusal } from './payment/read-payment-echo.js';
export { type SettlementSeen } from './payment/read-settlement.js';
export { describeIssue, issue, type DescribedIssue, type Issue } from './reasons/issue.js';
export { REASONS, isReasonCode, type ReasonCode, type Severity } from './reasons/reasons.js';
export { readResource, readToolResource, type ProbedResource, type ProbedTool } from './read-resource.js';
export { fillPath, hasPlaceholder, templateMatchesPath } from './route-template.js';
export { type Scheme } from './schemes/scheme.js';
export { isBoundedJson, parseJson } from './text/parse-json.js';
export { railsOf, readChallenge, type Answer } from './wire/read-challenge.js';
export { type ReadChallenge } from './wire/join-documents.js';
export { type ToolAnswer } from './wire/read-tool-result.js';
export { parseRecordedFile, type RecordedAnswer } from './recorded/parse-recorded.js';
export { recordedToolResult } from './recorded/recorded-tool-result.js';
export { isRecord, recordOr, type JsonRecord } from './text/record.js';
export { cleanText } from './text/clean-text.js';
export { searchText, searchWords } from './text/search-text.js';
