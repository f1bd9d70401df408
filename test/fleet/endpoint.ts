/** One thing the fleet sells (or pretends to), with what a discovery service must make of it. */
export interface FleetEndpoint {
  readonly name: string;
  /** What a seller would type into a registration form. */
  readonly register: Registration;
  readonly expect: Expectation;
}

interface Registration {
  readonly resource: string;
  readonly method?: string;
  readonly toolName?: string;
}

/** Follows from the seller's configuration and the rules of the service, after one probe. */
export interface Expectation {
  readonly state: 'LISTED' | 'REFUSED' | 'PENDING' | 'UNREACHABLE';
  /** A code of the service's table of reasons. */
  readonly reason: string;
  /** Canonical URL: no query; the template where the 402 states one. */
  readonly resource: string;
  /** The method that was answered 402; null where none was, and for MCP tools. */
  readonly method: string | null;
  readonly toolName: string | null;
  readonly x402Version: number | null;
  readonly serviceName: string | null;
  readonly description: string | null;
  readonly tags: readonly string[];
  /** In the order of `accepts`. */
  readonly offers: readonly ExpectedOffer[];
  /** Null where the rules leave it open. */
  readonly payability: 'PAYABLE' | 'V1_ONLY' | 'BLOCKED' | null;
  /** Codes that must be among the issues of the listing or its offers. */
  readonly issues: readonly string[];
}

export interface ExpectedOffer {
  /** CAIP-2. */
  readonly network: string;
  readonly scheme: string;
  readonly priceKind: 'FIXED' | 'MAX';
  /** Address of the token, EIP-55 form on EVM networks. */
  readonly asset: string;
  readonly symbol: string | null;
  /** Null where the seller states none that can be read. */
  readonly amountAtomic: string | null;
  /** Exact decimal without trailing zeros; null for test money and unknown tokens. */
  readonly priceUsd: string | null;
  readonly payTo: string;
  readonly environment: 'MAINNET' | 'TESTNET' | 'UNKNOWN';
}

type Listed = Pick<Expectation, 'resource' | 'x402Version' | 'offers'> & Partial<Expectation>;

export const listed = (expectation: Listed): Expectation => ({
  state: 'LISTED',
  reason: 'ok',
  method: 'GET',
  toolName: null,
  serviceName: null,
  description: null,
  tags: [],
  payability: 'PAYABLE',
  issues: expectation.offers.every(({ environment }) => environment === 'TESTNET') ? ['testnet-only'] : [],
  ...expectation,
});

export const refused = (reason: string, resource: string, rest: Partial<Expectation> = {}): Expectation => ({
  state: 'REFUSED',
  reason,
  resource,
  method: null,
  toolName: null,
  x402Version: null,
  serviceName: null,
  description: null,
  tags: [],
  offers: [],
  payability: null,
  issues: [],
  ...rest,
});
