import { fail, ok, type Result } from '@bazaar/kernel';
import { canonicalUrl, type UrlRefusal } from '../canonical-url.js';
import { readCatalogItem, type CatalogItem } from '../catalog-item/read-catalog-item.js';
import { isBoundedJson } from '../text/parse-json.js';
import { isRecord, own, recordOr, type JsonRecord } from '../text/record.js';
import { readSettlement, type SettlementSeen } from './read-settlement.js';

/** Why an item of a push is none. */
export type PaymentRefusal =
  | 'not-an-object'
  | 'too-large'
  | 'stage-unknown'
  | 'no-payment-payload'
  | 'no-payment-requirements'
  | 'no-resource'
  | UrlRefusal;

/** What a payment tells of the resource it was made for. Nothing of the buyer's is in it. */
export interface PaymentEcho {
  readonly stage: 'verify' | 'settle';
  /** The seller's words as a catalogue would repeat them, and what they say. */
  readonly words: JsonRecord;
  readonly item: CatalogItem;
  readonly settlement: SettlementSeen | null;
}

/**
 * What the seller says. Everything else of a payment is the buyer's: the signed payload, and extensions that carry more
 * signatures.
 */
const SELLERS = {
  resource: ['description', 'mimeType', 'serviceName', 'tags', 'iconUrl'],
  extensions: ['bazaar'],
  requirement: [
    ...['scheme', 'network', 'asset', 'amount', 'maxAmountRequired', 'payTo', 'maxTimeoutSeconds', 'extra'],
    ...['description', 'mimeType', 'outputSchema'],
  ],
} as const;

/**
 * Reads one item of a push: what a facilitator was sent at `/verify` or `/settle`, and what it answered.
 *
 * The result is made of the fields above and shares nothing else with the item: the signed payload ends here. So do the
 * values of the buyer's own request, which stand in the query.
 * Source: x402 specification v2, §7 (facilitator interface).
 */
export function readPaymentEcho(raw: unknown): Result<PaymentEcho, PaymentRefusal> {
  if (!isRecord(raw)) return fail('not-an-object');
  if (!isBoundedJson(raw)) return fail('too-large');
  const stage = own(raw, 'stage');
  if (stage !== 'verify' && stage !== 'settle') return fail('stage-unknown');
  const payload = own(raw, 'paymentPayload');
  if (!isRecord(payload)) return fail('no-payment-payload');
  const requirement = own(raw, 'paymentRequirements');
  if (!isRecord(requirement)) return fail('no-payment-requirements');
  const url = statedUrl(own(requirement, 'resource')) ?? statedUrl(own(payload, 'resource'));
  if (url === null) return fail('no-resource');

  const canonical = canonicalUrl(url);
  if (!canonical.ok) return canonical;

  const words = {
    x402Version: own(raw, 'x402Version') ?? own(payload, 'x402Version'),
    resource: canonical.value.resource,
    ...picked(recordOr(own(payload, 'resource')), SELLERS.resource),
    accepts: [picked(requirement, SELLERS.requirement)],
    extensions: picked(recordOr(own(payload, 'extensions')), SELLERS.extensions),
  };
  const item = readCatalogItem(words);
  if (!item.ok) return fail('no-resource');
  const settleResponse = stage === 'settle' ? own(raw, 'settleResponse') : null;
  return ok({ stage, words, item: item.value, settlement: readSettlement(settleResponse, requirement) });
}

/** The server's requirement names it in version 1, the buyer's payload in version 2. */
function statedUrl(resource: unknown): string | null {
  const url = isRecord(resource) ? own(resource, 'url') : resource;
  return typeof url === 'string' && url.trim() !== '' ? url : null;
}

const picked = (from: JsonRecord, names: readonly string[]): JsonRecord =>
  Object.fromEntries(names.flatMap((name) => (Object.hasOwn(from, name) ? [[name, from[name]]] : [])));
