import { parseJson } from '../text/parse-json.js';

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
  let bytes: Uint8Array;
  try {
    bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
  const parsed = parseJson(new TextDecoder().decode(bytes));
  return parsed.ok ? { value: parsed.value, isStandard } : null;
}
