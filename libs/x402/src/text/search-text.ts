/** Letters that Unicode does not take apart, as people without them type them. */
const TYPED_AS: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', ẞ: 'SS', æ: 'ae', Æ: 'AE', œ: 'oe', Œ: 'OE', ø: 'o', Ø: 'O', ł: 'l', Ł: 'L' },
  ...{ đ: 'd', Đ: 'D', ð: 'd', Ð: 'D', þ: 'th', Þ: 'TH', ı: 'i', ħ: 'h', Ħ: 'H' },
  // The sign in USD₮0, and the quotation marks of a phrase.
  ...{ '₮': 'T', '“': '"', '”': '"', '„': '"' },
};
const TO_RETYPE = new RegExp(`[${Object.keys(TYPED_AS).join('')}]`, 'gu');
const NOT_ASCII = /[^\u0000-\u007f]/;
/** Accents of Latin, Greek and Cyrillic letters; the vowel signs of other scripts are letters of their own. */
const ACCENTS = /[\u0300-\u036f]/g;

/**
 * A text in the one spelling that search compares, made so on both sides: what is indexed, and what is asked for.
 * Full-width letters, ligatures, accents, unseen characters and case make no difference, and `camelCase` is two words.
 * For comparing only: what is shown stays as the seller wrote it. Signs stay, too.
 *
 * A character may become up to 18: a caller that has a bound cuts again.
 */
export function searchText(text: string): string {
  const plain = NOT_ASCII.test(text) ? unaccented(text) : text;
  return apart(plain).toLowerCase();
}

/**
 * The words of a text, spelled as search compares them: letters and digits of any script, nothing else. Splitting here,
 * not in an engine, makes URLs, tool names and camelCase searchable by their parts.
 */
export function searchWords(text: string): readonly string[] {
  if (!NOT_ASCII.test(text))
    return (
      apartInAscii(text)
        .toLowerCase()
        .match(/[a-z0-9]+/g) ?? []
    );
  return searchText(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

const apart = (plain: string): string =>
  NOT_ASCII.test(plain) ? plain.replace(/[\p{Ll}\d](?=\p{Lu})/gu, '$& ') : apartInAscii(plain);

/** Takes both letters at once: to look ahead behind every letter costs three times as much. */
const apartInAscii = (plain: string): string => plain.replace(/([a-z\d])([A-Z])/g, '$1 $2');

const unaccented = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Cf}/gu, '')
    .replace(ACCENTS, '')
    .replace(TO_RETYPE, (letter) => TYPED_AS[letter] ?? letter)
    .normalize('NFC');
