import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { type Challenge } from './model.js';
import { writeCanonical, type LeftOut } from './text/canonical-json.js';
import { JsonBytes } from './text/json-bytes.js';

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

/** Source: dynamicInfoFields of @x402/extensions 2.27. */
const EXTENSIONS = without(...OF_ONE_ANSWER);
/** These repeat the offers, with a time and a signature. */
const SIGNED_OFFERS = without('offers');

const said = new JsonBytes();

/** Changes when what the challenge says changes; not with the order of keys, nor with what is new in every answer. */
export function fingerprintOf({ x402Version, resource, accepts, extensions }: Challenge): string {
  writeCanonical(said, [x402Version, resource]);
  writeCanonical(said, accepts, OFFERS);
  for (const name of Object.keys(extensions).sort()) {
    writeCanonical(said, name);
    writeCanonical(said, extensions[name], rulesOf(name));
  }
  return bytesToHex(sha256(said.take()));
}

function rulesOf(extension: string): LeftOut | null {
  if (SELLERS_OWN.has(extension)) return null;
  return extension === 'offer-receipt' ? SIGNED_OFFERS : EXTENSIONS;
}
