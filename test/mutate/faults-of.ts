import { type Offer, type ResourceReading } from '@bazaar/x402';

const CHARS_MAX = 4_000;
const OFFERS_MAX = 64;
const DECIMAL = /^\d+(?:\.\d+)?$/;
/** What Postgres refuses in a text. */
const UNSTORABLE = /\u0000|\p{Cs}/u;

/** What a reading must never be, whatever it was read from. */
export function faultsOf(reading: ResourceReading): readonly string[] {
  const { offers, fingerprint } = reading;
  return [
    ...(offers.length === 0 || offers.length > OFFERS_MAX ? [`${offers.length} offers`] : []),
    ...(new Set(offers.map(({ key }) => key)).size < offers.length ? ['two offers of one key'] : []),
    ...(/^[0-9a-f]{64}$/.test(fingerprint) ? [] : [`fingerprint ${fingerprint}`]),
    ...textsOf(reading).flatMap(([field, text]) => textFaults(field, text)),
    ...offers.flatMap(priceFaults),
  ];
}

function priceFaults({ amount, priceUsd, amountAtomic }: Offer): readonly string[] {
  const decimals = [amount, priceUsd].filter((text) => text !== null && !DECIMAL.test(text));
  const isNegative = amountAtomic !== null && amountAtomic < 0n;
  return [...decimals.map((text) => `price ${String(text)}`), ...(isNegative ? ['a negative amount'] : [])];
}

function textFaults(field: string, text: string): readonly string[] {
  return [
    ...(text.length > CHARS_MAX ? [`${field} of ${text.length} characters`] : []),
    ...(UNSTORABLE.test(text) ? [`${field} that cannot be stored`] : []),
  ];
}

/** The texts that are stored as such; what is kept as the seller wrote it is stored as JSON. */
function textsOf({ offers, issues, ...reading }: ResourceReading): readonly (readonly [string, string])[] {
  const { challenge: _challenge, call, outputSchema: _schema, outputExample: _example, ...said } = reading;
  const { parts: _parts, ...asked } = call;
  return [
    ...stringsIn('reading', said),
    ...stringsIn('call', asked),
    ...stringsIn('issue', issues),
    ...offers.flatMap(({ raw: _raw, ...offer }) => stringsIn('offer', offer)),
  ];
}

function stringsIn(path: string, value: unknown): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => stringsIn(`${path}.${key}`, inside));
}
