import { fail, ok, type Result } from '@bazaar/kernel';
import { describeNetwork } from '../networks/find-network.js';
import { issue, type Issue } from '../reasons/issue.js';
import { cleanText, TEXT_MAX } from '../text/clean-text.js';
import { isBoundedJson } from '../text/parse-json.js';
import { readCount } from '../text/read-count.js';
import { isRecord, own, recordOr, type JsonRecord } from '../text/record.js';
import { DOCUMENT_MAX } from './bounds.js';

/** What a facilitator says that it settles. */
export interface Supported {
  readonly kinds: readonly SupportedKind[];
  /** Keys, such as `bazaar`: known to us or not. */
  readonly extensions: readonly string[];
  readonly signers: readonly Signers[];
  readonly issues: readonly Issue[];
}

export interface SupportedKind {
  readonly x402Version: number | null;
  readonly scheme: string;
  /** CAIP-2 id; what the facilitator wrote where we do not know the network. */
  readonly network: string;
  readonly networkRaw: string;
  readonly extra: JsonRecord | null;
}

/** Who signs settlements on networks of a pattern: `eip155:*`. */
interface Signers {
  readonly pattern: string;
  readonly addresses: readonly string[];
}

/**
 * The answer of `GET /supported`. Version 1 has `kinds` alone; what is missing is empty, as official servers take it.
 *
 * Errors: `not-supported-kinds` where there is no list of kinds.
 */
export function readSupported(document: unknown): Result<Supported, 'not-supported-kinds'> {
  const answer = [document, own(recordOr(document), 'data')].map((value) => recordOr(value)).find(hasKinds);
  if (answer === undefined) return fail('not-supported-kinds');
  const stated = listOf(own(answer, 'kinds'));
  const read = stated.slice(0, DOCUMENT_MAX.kinds).map(readKind);
  const kinds = read.flatMap((kind) => kind ?? []);
  return ok({
    kinds: [...new Map(kinds.map((kind) => [keyOf(kind), kind])).values()],
    extensions: texts(own(answer, 'extensions'), DOCUMENT_MAX.extensions),
    signers: readSigners(recordOr(own(answer, 'signers'))),
    issues: [
      ...(stated.length > DOCUMENT_MAX.kinds ? [issue('document-cut', `${stated.length} kinds`)] : []),
      ...(kinds.length < read.length
        ? [issue('document-part-unreadable', `kinds[${read.indexOf(null)}]`)]
        : []),
    ],
  });
}

const hasKinds = (answer: JsonRecord): boolean => Array.isArray(own(answer, 'kinds'));

function readKind(kind: unknown): SupportedKind | null {
  const fields = recordOr(kind);
  const scheme = cleanText(own(fields, 'scheme'), TEXT_MAX.identifier);
  const networkRaw = cleanText(own(fields, 'network'), TEXT_MAX.identifier);
  if (scheme === null || networkRaw === null) return null;
  const extra = own(fields, 'extra');
  return {
    x402Version: readCount(own(fields, 'x402Version')),
    scheme,
    network: describeNetwork(networkRaw).id,
    networkRaw,
    extra: isRecord(extra) && isBoundedJson(extra, DOCUMENT_MAX.wordsChars) ? extra : null,
  };
}

const keyOf = ({ x402Version, scheme, networkRaw }: SupportedKind): string =>
  JSON.stringify([x402Version, scheme, networkRaw]);

const readSigners = (stated: JsonRecord): readonly Signers[] =>
  Object.entries(stated)
    .slice(0, DOCUMENT_MAX.signerPatterns)
    .flatMap(([written, list]) => {
      const pattern = cleanText(written, TEXT_MAX.identifier);
      const addresses = texts(list, DOCUMENT_MAX.signersOfPattern);
      return pattern === null || addresses.length === 0 ? [] : [{ pattern, addresses }];
    });

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The first texts of a list, each once. */
const texts = (list: unknown, textsMax: number): readonly string[] => [
  ...new Set(
    listOf(list)
      .slice(0, textsMax)
      .flatMap((text) => cleanText(text, TEXT_MAX.identifier) ?? []),
  ),
];
