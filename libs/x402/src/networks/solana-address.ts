const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const VALUES = new Map(Array.from(ALPHABET, (letter, value) => [letter, value]));
const ADDRESS_BYTES = 32;

/** A Solana address as written, where it is base58 of exactly 32 bytes. Case counts. */
export function solanaAddress(text: string): string | null {
  if (text.length < 32 || text.length > 44) return null;
  return base58ByteLength(text) === ADDRESS_BYTES ? text : null;
}

function base58ByteLength(text: string): number | null {
  let number = 0n;
  let leadingZeros = 0;
  for (const letter of text) {
    const value = VALUES.get(letter);
    if (value === undefined) return null;
    number = number * 58n + BigInt(value);
    if (number === 0n) leadingZeros++;
  }
  const bytes = number === 0n ? 0 : Math.ceil(number.toString(16).length / 2);
  return leadingZeros + bytes;
}
