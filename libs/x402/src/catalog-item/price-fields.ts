import { type PriceUnit } from '../money/read-price-words.js';

export interface PriceField {
  readonly name: string;
  /** What a bare number counts by the field's name alone; null where the words must say it. */
  readonly unit: PriceUnit | null;
  /** Who writes so. */
  readonly source: string;
}

export const DOLLARS: PriceUnit = { money: 'USD', places: 0 };

/** Under what names items state a price, in the order they are believed: units of an asset, then dollars, then words. */
export const PRICE_FIELDS: readonly PriceField[] = [
  { name: 'maxAmountRequired', unit: 'ATOMIC', source: 'x402 version 1' },
  { name: 'amountUnits', unit: 'ATOMIC', source: 'mcp-x402.onrender.com, x-payment-info' },
  { name: 'price_micro_usdc', unit: { money: 'USDC', places: 6 }, source: 'tunnelmind.ai' },
  { name: 'price_usd', unit: DOLLARS, source: '402index.io, x402-observatory, ouroboros registry' },
  { name: 'x-pricing-usd', unit: DOLLARS, source: 'terminalfeed.io, OpenAPI' },
  { name: 'price_sats', unit: { money: 'BTC', places: 8 }, source: '402index.io' },
  { name: 'price', unit: null, source: 'most manifests; x402scan, x-payment-info' },
  { name: 'final_cost', unit: null, source: 'x402engine.app' },
  { name: 'amount', unit: 'ATOMIC', source: 'x402 version 2' },
  { name: 'fee', unit: null, source: 'm2mcent.com' },
  { name: 'pricing', unit: null, source: 'scriptmasterlabs.com' },
];
