import { type Challenge } from '../model.js';
import { normalizeOffer, type OfferDraft } from '../offer/normalize-offer.js';
import { type OfferEntry } from '../offer/read-offers.js';
import { issue, type Issue } from '../reasons/issue.js';
import { type ReasonCode } from '../reasons/reasons.js';
import { cleanText, TEXT_MAX } from '../text/clean-text.js';
import { firstOwn, isRecord, recordOr } from '../text/record.js';
import { type ChallengeDocument } from './challenge-document.js';

const OFFERS_MAX = 64;
const IN_EVERY_OFFER = ['scheme', 'network'];

/** A document, and why official clients cannot read it where it was found. */
export interface PlacedDocument {
  readonly document: ChallengeDocument;
  readonly unreadable: ReasonCode | null;
  /** Retold by a catalogue, which may have left things out. */
  readonly isRetold?: boolean;
}

export interface ReadChallenge {
  readonly challenge: Challenge;
  /** The challenge's accepts with what their carrier says of them; same order. */
  readonly entries: readonly OfferEntry[];
  readonly issues: readonly Issue[];
}

/** What must agree for two entries to be one offer in two dialects. */
interface Twin {
  readonly way: string;
  readonly terms: string;
}

/**
 * One challenge out of what header and body say. The first document counts: a later one adds ways to pay that
 * the first does not name, if it speaks version 1, and fills what the first leaves out.
 */
export function joinDocuments(documents: readonly [PlacedDocument, ...PlacedDocument[]]): ReadChallenge {
  const [first, ...rest] = documents;
  const entries = entriesOf(first);
  const differences = rest.length > 0 ? addFromLater(entries, rest) : [];
  const issues = [...flawsOf(entries, rest), ...differences];

  const stated = documents.flatMap(({ document }) => document.accepts);
  const unreadableCount = stated.filter((raw) => !isRecord(raw)).length;
  if (unreadableCount > 0) issues.push(issue('offer-not-an-object', `${unreadableCount}`));
  if (documents.some(isCut) || entries.length > OFFERS_MAX)
    issues.push(issue('offers-cut', `${stated.length}`));
  const kept = cut(entries);
  return { challenge: challengeOf(documents, kept), entries: kept, issues };
}

/** What is wrong where the offers come from. A document that only repeats them is for old clients, and no flaw. */
function flawsOf(entries: readonly OfferEntry[], later: readonly PlacedDocument[]): Issue[] {
  const silent = later.filter((placed) => entriesOf(placed).length === 0);
  const flaws = new Set([...entries, ...silent].map(({ unreadable }) => unreadable));
  return [...flaws].flatMap((code) => (code === null ? [] : [issue(code)]));
}

/** Adds the ways to pay that only a later document names, and says where the documents disagree. */
function addFromLater(entries: OfferEntry[], later: readonly PlacedDocument[]): readonly Issue[] {
  const known = new Map<string, Set<string>>();
  for (const { way, terms } of entries.map(twinOf)) known.set(way, (known.get(way) ?? new Set()).add(terms));
  let differs = false;
  for (const entry of later.flatMap(entriesOf)) {
    const { way, terms } = twinOf(entry);
    const same = known.get(way);
    if (same?.has(terms) !== true) differs = true;
    if (same === undefined && entry.x402Version === 1) entries.push(entry);
  }
  return differs ? [issue('header-body-differ')] : [];
}

function challengeOf(
  documents: readonly [PlacedDocument, ...PlacedDocument[]],
  kept: readonly OfferEntry[],
): Challenge {
  const found = documents.map(({ document }) => document);
  const withExtensions = found.find(({ extensions }) => Object.keys(extensions).length > 0);
  return {
    x402Version: documents[0].document.version,
    resource: found.find(({ resource }) => resource !== null)?.resource ?? null,
    accepts: kept.map(({ raw }) => raw),
    extensions: withExtensions?.extensions ?? {},
    error: cleanText(found.find(({ error }) => error !== null)?.error, TEXT_MAX.error),
  };
}

/** The objects among a document's entries; no more of them than are kept, so that a long list costs nothing. */
const entriesOf = ({ document, unreadable, isRetold = false }: PlacedDocument): OfferEntry[] =>
  cut(
    document.accepts
      .filter(isRecord)
      .map((raw) => ({ raw, x402Version: document.version, unreadable, isRetold })),
  );

/** As many as are kept. Where some must go, those go first that nobody could take for an offer. */
function cut(entries: OfferEntry[]): OfferEntry[] {
  if (entries.length <= OFFERS_MAX) return entries;
  const isNamed = ({ raw }: OfferEntry) => firstOwn(recordOr(raw), IN_EVERY_OFFER) !== undefined;
  return [...entries.filter(isNamed), ...entries.filter((one) => !isNamed(one))].slice(0, OFFERS_MAX);
}

const isCut = ({ document }: PlacedDocument): boolean =>
  document.accepts.filter(isRecord).length > OFFERS_MAX;

function twinOf(entry: OfferEntry): Twin {
  const normalized = normalizeOffer(entry.raw, entry.x402Version);
  if (!normalized.ok) return { way: '', terms: '' };
  const offer: OfferDraft = normalized.value.offer;
  return {
    way: JSON.stringify([offer.network, offer.asset ?? offer.assetRaw, offer.scheme]),
    terms: JSON.stringify([offer.amountAtomic?.toString() ?? offer.amountRaw, offer.payTo]),
  };
}
