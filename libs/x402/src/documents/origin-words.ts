import { canonicalUrl } from '../canonical-url.js';
import { cleanText, TEXT_MAX } from '../text/clean-text.js';
import { isBoundedJson } from '../text/parse-json.js';
import { isRecord, own, recordOr, type JsonRecord } from '../text/record.js';
import { DOCUMENT_MAX } from './bounds.js';
import { type DocumentReading, type StatedFacilitator } from './document.js';

/** What a manifest says of its origin, beside what it lists. */
export function readOriginWords(
  document: JsonRecord,
  at: URL,
  isOwn: (url: string) => boolean,
): Pick<
  DocumentReading,
  'peers' | 'ownershipProofs' | 'isOptedOut' | 'kind' | 'facilitator' | 'attestation'
> {
  const attestation = own(document, 'attestation');
  return {
    peers: readPeers(own(document, 'peers'), at),
    ownershipProofs: readProofs(own(document, 'ownershipProofs')),
    isOptedOut: isOptedOut(document),
    kind: cleanText(own(document, 'kind'), TEXT_MAX.name),
    facilitator: readFacilitator(document, isOwn),
    attestation:
      isRecord(attestation) && isBoundedJson(attestation, DOCUMENT_MAX.wordsChars) ? attestation : null,
  };
}

/** `"x402": "noindex"`. */
export const isOptedOut = (document: JsonRecord): boolean => {
  const word = own(document, 'x402');
  return typeof word === 'string' && word.trim().toLowerCase() === 'noindex';
};

/** Signatures of the origin, or the addresses they are by: texts that a later check looks at. */
export const readProofs = (proofs: unknown): readonly string[] =>
  Array.isArray(proofs)
    ? [
        ...new Set(
          proofs
            .slice(0, DOCUMENT_MAX.proofs)
            .flatMap((proof) => cleanText(proof, TEXT_MAX.description) ?? []),
        ),
      ]
    : [];

/** Bare domain names; what has a scheme, a path or a port, an address, or the document's own name is passed over. */
function readPeers(peers: unknown, at: URL): readonly string[] {
  if (!Array.isArray(peers)) return [];
  const names = peers.slice(0, DOCUMENT_MAX.peers).flatMap((peer: unknown) => domainName(peer) ?? []);
  return [...new Set(names)].filter((name) => name !== at.hostname);
}

function domainName(peer: unknown): string | null {
  const text = typeof peer === 'string' ? peer.trim().replace(/\.$/, '') : '';
  if (text.length > TEXT_MAX.identifier || /[/:@?#\\\s]/.test(text)) return null;
  const url = `https://${text}/`;
  const name = URL.canParse(url) ? new URL(url).hostname : '';
  // A name without a dot is nobody's on the open net; one that ends in a number is an address.
  return /^[^.]+(?:\.[^.]+)*\.[a-z][-a-z0-9]*$/.test(name) ? name : null;
}

/** An object is the origin's own and must be of its domain; a text names who settles, whoever that is. */
function readFacilitator(document: JsonRecord, isOwn: (url: string) => boolean): StatedFacilitator | null {
  const stated = own(document, 'facilitator') ?? own(document, 'facilitator_url');
  const isBlock = isRecord(stated);
  const written = isBlock ? (own(stated, 'baseUrl') ?? own(stated, 'url')) : stated;
  const url = typeof written === 'string' ? canonicalUrl(written) : null;
  if (url?.ok !== true || !url.value.url.startsWith('https:')) return null;
  const { resource } = url.value;
  if (own(recordOr(stated), 'baseUrl') !== undefined && !isOwn(resource)) return null;
  return { url: resource.replace(/\/+$/, ''), isOwn: isOwn(resource) };
}
