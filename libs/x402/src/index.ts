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
export { readMethod } from './bazaar/http-method.js';
export { canonicalUrl, type CanonicalUrl, type UrlRefusal } from './canonical-url.js';
export { canonicalJson, fingerprintOf } from './fingerprint.js';
export { readCatalogItem, type CatalogItem } from './catalog-item/read-catalog-item.js';
export { readTime } from './catalog-item/read-time.js';
export { type ClaimedUsage } from './catalog-item/read-usage.js';
export { compareDecimals, decimalFromAtomic, parseUsdCap, usdMicros } from './money/decimal.js';
export {
  addressKeyOn,
  canonicalAddressOn,
  describeNetwork,
  findNetwork,
  isNetworkPattern,
  isWellFormedNetwork,
  networkMatches,
  type DescribedNetwork,
} from './networks/find-network.js';
export { networks } from './networks/index.js';
export { type Network } from './networks/network.js';
export { judgeOffer } from './offer/judge-offer.js';
export { normalizeOffer, type NormalizedOffer, type OfferDraft } from './offer/normalize-offer.js';
export { assignOfferKeys } from './offer/offer-key.js';
export { describeIssue, issue, type DescribedIssue, type Issue } from './reasons/issue.js';
export { REASONS, isReasonCode, type ReasonCode, type Severity } from './reasons/reasons.js';
export { readResource, readToolResource, type ProbedResource, type ProbedTool } from './read-resource.js';
export { isValidRouteTemplate, templateMatchesPath } from './route-template.js';
export { findScheme, schemes } from './schemes/index.js';
export { type Scheme } from './schemes/scheme.js';
export { cleanParagraphs, cleanText } from './text/clean-text.js';
export { isBoundedJson, parseJson } from './text/parse-json.js';
export { readChallenge, type Answer } from './wire/read-challenge.js';
export { type ReadChallenge } from './wire/join-documents.js';
export { readToolResult, type ToolAnswer } from './wire/read-tool-result.js';
