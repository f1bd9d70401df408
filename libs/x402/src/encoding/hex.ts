/** `0x` and up to 64 digits as `0x` and all 64 of them, lower case: chains that count in field elements compare so. */
export function wholeHex(text: string): string | null {
  const digits = /^0x([0-9a-f]{1,64})$/i.exec(text)?.[1];
  return digits === undefined ? null : `0x${digits.toLowerCase().padStart(64, '0')}`;
}

/** Exactly so many hex digits, in lower case. */
export const plainHex = (text: string, digits: number): string | null =>
  text.length === digits && /^[0-9a-f]+$/i.test(text) ? text.toLowerCase() : null;
