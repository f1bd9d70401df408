import { parseJson } from '../text/parse-json.js';

const UTF8 = new TextDecoder();
/** Far more than comes over a wire; but what somebody kept in a file may hold anything. */
const HEADER_CHARS_MAX = 512 * 1024;
/** Inside a text, atob would skip it, and official clients refuse it. */
const WHITE_SPACE = [' ', '\t', '\n', '\f', '\r'];
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
  const standard = decodeBase64(text);
  if (standard !== null) return read(standard, true);
  const other = NOT_BASE64URL.test(text)
    ? text
    : decodeBase64(text.replaceAll('-', '+').replaceAll('_', '/'));
  return other === null ? null : read(other, false);
}

function read(json: string, isStandard: boolean): DecodedHeader | null {
  const parsed = parseJson(json);
  return parsed.ok ? { value: parsed.value, isStandard } : null;
}

/** The text inside, which is UTF-8. */
function decodeBase64(base64: string): string | null {
  if (WHITE_SPACE.some((space) => base64.includes(space))) return null;
  let binary: string;
  try {
    binary = atob(base64);
  } catch {
    return null;
  }
  // Most challenges are ASCII, and then the bytes are the text.
  return NOT_ASCII.test(binary) ? UTF8.decode(bytesOf(binary)) : binary;
}

/** A plain loop: an iterator over the characters costs ten times as much. */
function bytesOf(binary: string): Uint8Array {
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
