import { type Issue } from './reasons/issue.js';

/** MAINNET unless the network is known to be a test network; UNKNOWN where the network itself is. */
export type Environment = 'MAINNET' | 'TESTNET' | 'UNKNOWN';

/** FIXED: charged as stated. MAX: at most. HOLD: authorised, captured later. DYNAMIC: seen to differ. */
export type PriceKind = 'FIXED' | 'MAX' | 'HOLD' | 'DYNAMIC' | 'FREE' | 'UNKNOWN';

/** Whether a stock client could pay: V1_ONLY needs a client that still speaks version 1. */
export type Payability = 'PAYABLE' | 'V1_ONLY' | 'BLOCKED' | 'UNKNOWN';

export type ResourceType = 'HTTP' | 'MCP';

/**
 * One normalized `accepts` entry, before it is stored.
 *
 * Units: `amountAtomic` counts the asset's smallest unit, null where the asset has none; `amount` and `priceUsd`
 * are exact decimals as text, null when not known: never a guess.
 */
export interface Offer {
  /** The same offer over time: network, asset, scheme, flow, transfer method, rank by amount among equals. */
  readonly key: string;
  readonly x402Version: number | null;
  readonly scheme: string;
  /** CAIP-2 id; what the seller wrote where we do not know the network. */
  readonly network: string;
  readonly environment: Environment;
  /** Canonical address, null where none can be told from what the seller wrote. */
  readonly asset: string | null;
  readonly assetRaw: string;
  readonly amountAtomic: bigint | null;
  readonly amountRaw: string | null;
  readonly amount: string | null;
  readonly priceUsd: string | null;
  /** The day of the exchange rate behind `priceUsd`; null where none was needed. */
  readonly rateDate: string | null;
  readonly priceKind: PriceKind;
  /** Canonical address, or as written where it is none (`merchant`). Empty where the seller names no payee. */
  readonly payTo: string;
  readonly maxTimeoutSeconds: number | null;
  readonly paymentFlow: string | null;
  readonly transferMethod: string | null;
  /** What the scheme adds to the price: deadlines, fees, who may capture. Null where it adds nothing. */
  readonly terms: Readonly<Record<string, unknown>> | null;
  readonly payability: Payability;
  readonly issues: readonly Issue[];
  /** The entry as the seller wrote it. */
  readonly raw: unknown;
}

export type CallPlace = 'PATH' | 'QUERY' | 'HEADER' | 'BODY' | 'ARGUMENTS';

/** `exampleValid` is null until the example has been checked against the schema. */
export interface CallPart {
  readonly in: CallPlace;
  readonly schema: unknown;
  readonly example: unknown;
  readonly exampleValid: boolean | null;
}

/** All that is needed to build the unpaid request. */
export interface Call {
  readonly url: string | null;
  readonly method: string | null;
  readonly toolName: string | null;
  readonly transport: string | null;
  readonly bodyType: string | null;
  readonly parts: readonly CallPart[];
  /** url, method (or tool) and a schema or example for every required part are known. */
  readonly complete: boolean;
}

/** What one 402 says of the resource that sent it: everything the catalogue stores of an answer, in our words. */
export interface ResourceReading {
  readonly type: ResourceType;
  /** Canonical URL of the probed address: origin and route template or path, no query, no fragment. */
  readonly resource: string;
  readonly method: string | null;
  readonly toolName: string | null;
  /** Only where valid and matching the probed path segment by segment. */
  readonly routeTemplate: string | null;
  readonly x402Version: number | null;
  readonly title: string | null;
  readonly description: string | null;
  readonly mimeType: string | null;
  readonly serviceName: string | null;
  readonly tags: readonly string[];
  readonly iconUrl: string | null;
  /** What the endpoint does, in our taxonomy: `data/fx`, `ai/ocr`. Read from its words, best first. */
  readonly categories: readonly string[];
  /** Keys of the extensions the challenge carries. */
  readonly extensions: readonly string[];
  readonly supportsSignIn: boolean;
  readonly call: Call;
  readonly outputSchema: unknown;
  readonly outputExample: unknown;
  readonly offers: readonly Offer[];
  readonly payability: Payability;
  readonly issues: readonly Issue[];
  /** The challenge whole, as read: resource, accepts (as the seller wrote them), extensions. */
  readonly challenge: Challenge;
  /** Hex hash of what the challenge says, without the values that are new in every answer. */
  readonly fingerprint: string;
}

/** A 402's payment data as found on the wire, header and body joined, before any of it is judged. */
export interface Challenge {
  readonly x402Version: number | null;
  readonly resource: Readonly<Record<string, unknown>> | null;
  readonly accepts: readonly unknown[];
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly error: string | null;
}
