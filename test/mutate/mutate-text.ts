import { longText } from './hostile-values.js';
import { type Random } from './random.js';

type Change = (text: string, random: Random) => string;

const NUMBERS = ['1e400', '-0', '1e-400', '0.1e1', '9'.repeat(400), '-1', '00', '1.'];

/** Damage that knows nothing of what the text means. */
const ANY: readonly Change[] = [
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => text.slice(random.below(text.length + 1)),
  (text, random) => replaceAt(text, random, String.fromCharCode(random.below(256))),
  (text, random) => replaceAt(text, random, String.fromCharCode(random.below(65_536))),
  (text, random) => replaceAt(text, random, longText(random)),
  (text, random) => {
    const from = random.below(text.length + 1);
    return text.slice(0, from) + text.slice(from, from + random.below(200)).repeat(2) + text.slice(from);
  },
];

/** Damage that only JSON feels. */
const IN_JSON: readonly Change[] = [
  (text) => `\ufeff${text}`,
  (text, random) =>
    text.replace(/-?\d+(?:\.\d+)?/g, (found) => (random.happens(0.1) ? random.pick(NUMBERS) : found)),
  (text, random) =>
    text.replace(/"([^"\\]{1,40})":/g, (found) => (random.happens(0.1) ? `${found}null,${found}` : found)),
  (text, random) => text.replaceAll('"', random.pick(["'", '\\"', '“'])),
  (text, random) => random.pick(['[', '{"a":', '[[']).repeat(Math.ceil(100_000 ** random.next())) + text,
];

/** Damage that only base64 feels. */
const IN_BASE64: readonly Change[] = [
  (text) => text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
  (text) => text.replace(/=+$/, ''),
  (text, random) => text + '='.repeat(random.below(5)),
  (text) => Buffer.from(text).toString('base64'),
  (text) => text.replace(/.{76}/g, '$&\n'),
  (text, random) => random.pick(['base64,', 'data:application/json;base64,', '"', ' ', 'Bearer ']) + text,
  (text, random) => replaceAt(text, random, random.pick(['=', '-', '_', ' ', '%', 'é', '\u0000'])),
];

export const mutateText: Change = (text, random) => random.pick(ANY)(text, random);
export const mutateJsonText: Change = (text, random) => random.pick([...ANY, ...IN_JSON])(text, random);
export const mutateBase64: Change = (text, random) => random.pick([...ANY, ...IN_BASE64])(text, random);

function replaceAt(text: string, random: Random, by: string): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + by + text.slice(at + 1);
}
