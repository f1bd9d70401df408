/** What a terminal obeys or the eye cannot see: control and format characters, line separators. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** A line for a terminal, whatever strangers wrote into it. Escapes are those of JSON: a line of JSON stays the same JSON. */
export const visible = (line: string): string =>
  line.replace(UNSEEN, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
