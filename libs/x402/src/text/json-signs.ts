/** The characters that JSON is made of, by their codes: comparing numbers is what the loops over whole texts afford. */
export const SIGN = {
  quote: 0x22,
  backslash: 0x5c,
  comma: 0x2c,
  colon: 0x3a,
  list: 0x5b,
  listEnd: 0x5d,
  record: 0x7b,
  recordEnd: 0x7d,
} as const;
