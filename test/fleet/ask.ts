import { type HTTPRequestContext, type PaymentOption } from '@x402/core/http';
import { type Price } from '@x402/core/types';
import { type ExpectedOffer } from './endpoint.js';
import { type Token } from './tokens.js';

/** A seller's wallets. */
export interface Payee {
  readonly evm: string;
  readonly solana: string;
}

/** One way to pay, from which both the seller's configuration and our expectation are made. */
export interface Ask {
  readonly token: Token;
  readonly scheme: 'exact' | 'upto';
  readonly payTo: string;
  /** The price of the registered URL as of now, an exact decimal. */
  readonly usd: () => string;
  /** For sellers whose price depends on the request. */
  readonly usdFor?: (request: HTTPRequestContext) => string;
}

type Terms = Partial<Pick<Ask, 'scheme' | 'usdFor'>>;

export function ask(token: Token, usd: string | (() => string), payee: Payee, terms: Terms = {}): Ask {
  return {
    token,
    scheme: 'exact',
    payTo: token.network.startsWith('solana:') ? payee.solana : payee.evm,
    usd: typeof usd === 'string' ? () => usd : usd,
    ...terms,
  };
}

/** `atomic('0.01', 6)` is `'10000'`; throws where the token cannot express the amount. */
export function atomic(decimal: string, decimals: number): string {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(decimal);
  const [, whole = '', fraction = ''] = match ?? [];
  if (!match || fraction.length > decimals)
    throw new Error(`${decimal} has no form with ${decimals} decimals.`);
  return BigInt(whole + fraction.padEnd(decimals, '0')).toString();
}

/** `plainDecimal('0.10')` is `'0.1'`. */
const plainDecimal = (decimal: string): string =>
  decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;

export function expectedOffer({ token, scheme, payTo, usd }: Ask): ExpectedOffer {
  return {
    network: token.network,
    scheme,
    priceKind: scheme === 'upto' ? 'MAX' : 'FIXED',
    asset: token.address,
    symbol: token.symbol,
    amountAtomic: atomic(usd(), token.decimals),
    priceUsd: token.environment === 'MAINNET' ? plainDecimal(usd()) : null,
    payTo,
    environment: token.environment,
  };
}

/** The ask as the official server is configured with it. */
export function paymentOption({ token, scheme, payTo, usd, usdFor }: Ask): PaymentOption {
  const price = (amount: string): Price =>
    token.isNetworkDefault
      ? `$${amount}`
      : { asset: token.address, amount: atomic(amount, token.decimals), extra: { ...token.extra } };
  return {
    scheme,
    network: token.network,
    payTo,
    price: (request) => price(usdFor ? usdFor(request) : usd()),
  };
}

/** The ask as a hand-made version 2 server writes it. */
export const requirement = ({ token, scheme, payTo, usd }: Ask): Record<string, unknown> => ({
  scheme,
  network: token.network,
  amount: atomic(usd(), token.decimals),
  asset: token.address,
  payTo,
  maxTimeoutSeconds: 300,
  extra: token.extra,
});

/** The ask as a version 1 server writes it. */
export function requirementV1(
  { token, scheme, payTo, usd }: Ask,
  resource: { url: string; description: string; outputSchema?: unknown },
): Record<string, unknown> {
  if (token.networkV1 === null) throw new Error(`${token.network} has no name in version 1.`);
  return {
    scheme,
    network: token.networkV1,
    maxAmountRequired: atomic(usd(), token.decimals),
    resource: resource.url,
    description: resource.description,
    mimeType: 'application/json',
    outputSchema: resource.outputSchema ?? null,
    payTo,
    maxTimeoutSeconds: 60,
    asset: token.address,
    extra: token.extra,
  };
}
