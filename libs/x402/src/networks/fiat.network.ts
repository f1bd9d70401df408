import { isCurrency } from '../money/currencies.data.js';
import { defineNetwork, type NetworkPattern, type NetworkRow } from './network.js';

const CLOUDFLARE = 'x402-foundation/x402 specs/schemes/batch-settlement/batch_settlement_cloudflare.md';
const NAMED = 'x402-foundation/x402 specs/x402-specification-v2.md section on network identifiers';
const CARD = 'x402-foundation/x402 specs/schemes/auth-capture/ card binding (draft 0.2.0)';

/** ISO 4217, amounts in minor units. */
function isoCurrency(text: string): string | null {
  const code = text.toUpperCase();
  return isCurrency(code) ? code : null;
}

/** The payee is a role (`merchant`) or an account at a payment provider: kept as written. */
const RULES = {
  canonicalAddress: (text: string) => text,
  canonicalAsset: isoCurrency,
  payee: 'ROLE',
} as const;

const fiat = (row: NetworkRow) => defineNetwork({ ...row, ...RULES, family: 'fiat' });
const card = (brand: string) =>
  defineNetwork({
    ...RULES,
    family: 'card',
    id: `card:${brand}`,
    name: `Card (${brand})`,
    environment: 'MAINNET',
    source: CARD,
  });

export const fiatNetworks = [
  defineNetwork({
    ...RULES,
    family: 'cloudflare',
    id: 'cloudflare:402',
    name: 'Cloudflare pay-per-crawl',
    environment: 'MAINNET',
    // Only agents that Cloudflare knows are told the price.
    mayOmit: ['amount', 'maxTimeoutSeconds'],
    source: CLOUDFLARE,
  }),
  fiat({ id: 'ach:us', name: 'US ACH', environment: 'MAINNET', source: NAMED }),
  fiat({ id: 'sepa:eu', name: 'SEPA', environment: 'MAINNET', source: NAMED }),
  card('visa'),
  card('mastercard'),
  card('amex'),
];

/** The draft names three brands and asks for one network a brand. */
export const cardBrands: NetworkPattern = {
  namespace: 'card',
  network: (brand) => (/^[a-z][-a-z0-9]{1,31}$/.test(brand) ? card(brand) : null),
};
