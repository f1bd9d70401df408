import { parseJson } from '../text/parse-json.js';

const UTF8 = new TextDecoder();
/** Far more than comes over a wire; but what somebody kept in a file may hold anything. */
const HEADER_CHARS_MAX = 512 * 1024;
/** Looking for what does not belong takes half as long as matching all that does. */
const NOT_BASE64 = /[^A-Za-z0-9+/=]/;
const NOT_BASE64URL = /[^A-Za-z0-9_=-]/;
const NOT_ASCII = /[^\u0000-\u007f]/;

export interface DecodedHeader {
  readonly value: unknown;
  /** Standard base64, which alone official clients take. */
  readonly isStandard: boolean;
}

/** The JSON inside a PAYMENT-REQUIRED header: base64, else base64url, else the JSON itself. Null where there is none. */
export function decodeHeader(header: string): DecodedHeader | null {
  const text = header.trim();
  if (text === '' || text.length > HEADER_CHARS_MAX) return null;
  if (!NOT_BASE64.test(text)) return decoded(text, true);
  if (!NOT_BASE64URL.test(text)) return decoded(text.replaceAll('-', '+').replaceAll('_', '/'), false);
  const parsed = parseJson(text);
  return parsed.ok ? { value: parsed.value, isStandard: false } : null;
}

function decoded(base64: string, isStandard: boolean): DecodedHeader | null {
  let binary: string;
  try {
    binary = atob(base64);
  } catch {
    return null;
  }
  // Most challenges are ASCII, and then the bytes are the text.
  const parsed = parseJson(NOT_ASCII.test(binary) ? UTF8.decode(bytesOf(binary)) : binary);
  return parsed.ok ? { value: parsed.value, isStandard } : null;
}

/** A plain loop: an iterator over the characters costs ten times as much. */
function bytesOf(binary: string): Uint8Array {
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
