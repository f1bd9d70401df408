import {
  type Issue,
  type Payability,
  type ResourceReading,
  type ResourceType,
  categorize,
} from '@bazaar/x402';

import { type OffersFacts } from '../offer/follow-offers.js';
import { type Evidence } from '../state/listing-state.js';
import { type Standing } from '../state/state-facts.js';
import { type ListingKey } from './listing-key.js';

/** Everything a listing's document says, but for its offers and its standing. JSON columns are already text. */
export interface ListingContent {
  readonly type: ResourceType;
  readonly payability: Payability;
  readonly x402Version: number | null;
  readonly title: string | null;
  readonly description: string | null;
  readonly mimeType: string | null;
  readonly serviceName: string | null;
  readonly tags: readonly string[];
  readonly iconUrl: string | null;
  /** Null: stored before categories were read. */
  readonly categories: readonly string[] | null;
  readonly routeTemplate: string | null;
  readonly extensions: readonly string[];
  readonly supportsSignIn: boolean;
  readonly callComplete: boolean;
  readonly call: string;
  readonly outputSchema: string | null;
  readonly outputExample: string | null;
  readonly challenge: string | null;
  readonly issues: readonly Issue[];
  /** The reading's own hash of the challenge, blind to what is new in every answer. */
  readonly fingerprint: string | null;
}

/** A listing as the write path holds it between reading and writing. */
export interface ListingRecord extends ListingKey {
  readonly id: string;
  readonly origin: string;
  readonly standing: Standing;
  readonly mergedInto: string | null;
  readonly evidence: Evidence;
  readonly exampleUrl: string | null;
  /** When it first was in the feed's set. */
  readonly firstListedAt: Date | null;
  /** What is remembered of its offers between probes. */
  readonly offerFacts: OffersFacts;
  readonly content: ListingContent;
  readonly version: bigint;
  readonly documentHash: Uint8Array;
}

/** What an answer or a claim says, whole. */
export const contentOf = (reading: ResourceReading): ListingContent => ({
  ...wordsOf(reading),
  challenge: JSON.stringify(reading.challenge),
});

/** The same, but for the challenge it is read from. */
export function wordsOf(reading: ResourceReading): Omit<ListingContent, 'challenge'> {
  return {
    type: reading.type,
    payability: reading.payability,
    x402Version: reading.x402Version,
    title: reading.title,
    description: reading.description,
    mimeType: reading.mimeType,
    serviceName: reading.serviceName,
    tags: reading.tags,
    iconUrl: reading.iconUrl,
    categories: reading.categories,
    routeTemplate: reading.routeTemplate,
    extensions: reading.extensions,
    supportsSignIn: reading.supportsSignIn,
    callComplete: reading.call.complete,
    call: JSON.stringify(reading.call),
    outputSchema: jsonOrNull(reading.outputSchema),
    outputExample: jsonOrNull(reading.outputExample),
    issues: reading.issues,
    fingerprint: reading.fingerprint,
  };
}

/** What is known of a resource that nobody has said anything about but its address. */
export function emptyContent(type: ResourceType, key: ListingKey): ListingContent {
  const call = {
    url: key.resource,
    method: key.method,
    toolName: key.toolName,
    transport: null,
    bodyType: null,
    parts: [],
    complete: false,
  };
  return {
    type,
    payability: 'UNKNOWN',
    x402Version: null,
    title: null,
    description: null,
    mimeType: null,
    serviceName: null,
    tags: [],
    iconUrl: null,
    categories: categorize(key),
    routeTemplate: null,
    extensions: [],
    supportsSignIn: false,
    callComplete: false,
    call: JSON.stringify(call),
    outputSchema: null,
    outputExample: null,
    challenge: null,
    issues: [],
    fingerprint: null,
  };
}

const jsonOrNull = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);
