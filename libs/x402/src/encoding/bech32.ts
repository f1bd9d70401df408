const LETTERS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const CHECKSUM_CHARS = 6;
const CHARS_MAX = 200;

/** The prefix of a bech32 text in lower case whose checksum holds; null for anything else. Source: BIP-173. */
export function bech32Prefix(text: string): string | null {
  const separator = text.lastIndexOf('1');
  if (separator < 1 || text.length > CHARS_MAX || text.length - separator - 1 < CHECKSUM_CHARS) return null;
  const prefix = text.slice(0, separator);
  if (!/^[!-@[-~]+$/.test(prefix)) return null;
  const codes = Array.from(prefix, (letter) => letter.charCodeAt(0));
  let sum = [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)].reduce(step, 1);
  for (const letter of text.slice(separator + 1)) {
    const digit = LETTERS.indexOf(letter);
    if (digit === -1) return null;
    sum = step(sum, digit);
  }
  return sum === 1 ? prefix : null;
}

function step(sum: number, value: number): number {
  const top = sum >>> 25;
  return GENERATOR.reduce(
    (next, generator, bit) => (((top >> bit) & 1) === 1 ? next ^ generator : next),
    ((sum & 0x1ffffff) << 5) ^ value,
  );
}
