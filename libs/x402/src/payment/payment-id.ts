import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { canonicalJson } from '../text/canonical-json.js';

/** What an item of a push is known by, whoever counts it: sha256 of its canonical JSON, in hex. */
export const paymentIdOf = (item: unknown): string => bytesToHex(sha256(canonicalJson(item)));
