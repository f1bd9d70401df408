import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { type Challenge } from './model.js';
import { canonicalJson, type LeftOut } from './text/canonical-json.js';

const UTF8 = new TextEncoder();

/** Under these a field's name is the seller's own: a parameter called `nonce` is no nonce. */
const SELLERS_OWN: ReadonlySet<string> = new Set(['bazaar', 'outputSchema', 'schema']);
const without = (...names: readonly string[]): LeftOut => ({
  names: new Set(names),
  keptBelow: SELLERS_OWN,
});

/** Whoever asks whom to sign what: one answer's number, and its time. */
const OF_ONE_ANSWER = [
  ...['nonce', 'requestId', 'receiptId'],
  ...['timestamp', 'issuedAt', 'notBefore', 'expirationTime', 'expiresAt'],
];

/**
 * Source: dynamicExtraFields of @x402/svm 2.27; the `exact` schemes of Lightning and the XRP Ledger; `auth-capture`,
 * whose deadlines are points in time that servers count from now.
 */
const OFFERS = without(
  ...OF_ONE_ANSWER,
  ...['recentBlockhash', 'lastValidBlockHeight', 'recentSlot'],
  ...['invoice', 'paymentHash', 'invoiceId'],
  ...['captureDeadline', 'refundDeadline'],
);

/** Source: dynamicInfoFields of @x402/extensions 2.27. Signed offers repeat the offers, with a time and a signature. */
const EXTENSIONS: ReadonlyMap<string, LeftOut> = new Map([
  ['bazaar', without()],
  ['offer-receipt', without('offers')],
]);
const OTHER_EXTENSIONS = without(...OF_ONE_ANSWER);

/** Changes when what the challenge says changes; not with the order of keys, nor with what is new in every answer. */
export function fingerprintOf({ x402Version, resource, accepts, extensions }: Challenge): string {
  const said = [
    canonicalJson([x402Version, resource]),
    canonicalJson(accepts, OFFERS),
    ...Object.keys(extensions)
      .sort()
      .map((name) => saidBy(name, extensions[name])),
  ].join('\n');
  return bytesToHex(sha256(UTF8.encode(said)));
}

const saidBy = (name: string, extension: unknown): string =>
  `${JSON.stringify(name)}:${canonicalJson(extension, EXTENSIONS.get(name) ?? OTHER_EXTENSIONS)}`;
