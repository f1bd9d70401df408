/** RFC 4648, without padding. */
export const RFC_BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
export const NANO_BASE32 = '13456789abcdefghijkmnopqrstuwxyz';

const CHARS_MAX = 200;

/**
 * The bytes of a base32 text. Bits that fill up no byte must be zero, else two texts would mean one value: at the
 * end, or, for writers that pad on the left, at the beginning.
 */
export function decodeBase32(
  text: string,
  alphabet: string,
  pad: 'LEFT' | 'RIGHT' = 'RIGHT',
): Uint8Array | null {
  if (text.length > CHARS_MAX) return null;
  const bytes: number[] = [];
  let bits = pad === 'LEFT' ? -((text.length * 5) % 8) : 0;
  let value = 0;
  for (const letter of text) {
    const digit = alphabet.indexOf(letter);
    if (digit === -1) return null;
    value = (value << 5) | digit;
    bits += 5;
    if (bits >= 0 && bits < 5 && value >> bits !== 0) return null; // the padding on the left
    if (bits < 8) continue;
    bits -= 8;
    bytes.push(value >> bits);
    value &= (1 << bits) - 1;
  }
  return value === 0 ? Uint8Array.from(bytes) : null;
}
