import { parseJson } from '../text/parse-json.js';

const UTF8 = new TextDecoder();
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const BASE64URL = /^[A-Za-z0-9_-]*={0,2}$/;

export interface DecodedHeader {
  readonly value: unknown;
  /** Standard base64, which alone official clients take. */
  readonly isStandard: boolean;
}

/** The JSON inside a PAYMENT-REQUIRED header: base64, else base64url, else the JSON itself. Null where there is none. */
export function decodeHeader(header: string): DecodedHeader | null {
  const text = header.trim();
  if (text === '') return null;
  if (BASE64.test(text)) return decoded(text, true);
  if (BASE64URL.test(text)) return decoded(text.replaceAll('-', '+').replaceAll('_', '/'), false);
  const parsed = parseJson(text);
  return parsed.ok ? { value: parsed.value, isStandard: false } : null;
}

function decoded(base64: string, isStandard: boolean): DecodedHeader | null {
  const bytes = bytesOf(base64);
  if (bytes === null) return null;
  const parsed = parseJson(UTF8.decode(bytes));
  return parsed.ok ? { value: parsed.value, isStandard } : null;
}

/** A plain loop: an iterator over the characters costs ten times as much, and this is the hot path of reading. */
function bytesOf(base64: string): Uint8Array | null {
  let binary: string;
  try {
    binary = atob(base64);
  } catch {
    return null;
  }
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
