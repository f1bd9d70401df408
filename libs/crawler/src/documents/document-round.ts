import {
  type DocumentKind,
  type DocumentSeen,
  type DocumentVia,
  type ReadingWanted,
  SAID_NOTHING,
} from '@bazaar/catalog';
import { type GuardedHttp, type TxtResolver } from '@bazaar/platform';
import { type DocumentReading, type ReasonCode, readToolsList } from '@bazaar/x402';

import { type AskDocumentParts, type ReadingOver, askDocument, robotsForbid } from './ask-document.js';
import { listTools } from './list-tools.js';
import { readDns } from './read-dns.js';
import { readDocument } from './read-document.js';
import { saidBy } from './said-by.js';

export interface RoundParts extends Omit<AskDocumentParts, 'http'> {
  readonly http: GuardedHttp;
  readonly resolveTxt: TxtResolver;
}

/** A document that was asked for: what is kept of it, and what was read, where anything was. */
export interface DocumentFound {
  readonly seen: DocumentSeen;
  readonly reading: DocumentReading | null;
}

/** All that one reading of an origin gave. */
export interface RoundEnded {
  readonly documents: readonly DocumentFound[];
  /** Null where all was asked for. */
  readonly over: ReadingOver | null;
}

interface Place {
  readonly url: URL;
  readonly kind: DocumentKind;
  readonly via: DocumentVia;
}

/** Where documents stand, in the order they are asked for. */
const PLACES: readonly (readonly [path: string, kind: DocumentKind])[] = [
  ['/.well-known/x402', 'well-known'],
  ['/.well-known/x402.json', 'well-known'],
  ['/openapi.json', 'openapi'],
  ['/llms.txt', 'llms-txt'],
];
/** Of one origin; of each document one is followed. */
const LINKS_MAX = 4;
/** How a server answers a GET that it is not made for. */
const NOT_BY_GET: readonly (ReasonCode | null)[] = ['wrong-method', 'http-4xx'];

/** One reading of an origin's documents: those in their places, those that its records, tools and documents lead to. */
export class DocumentRound {
  private readonly found = new Map<string, DocumentFound>();
  private over: ReadingOver | null = null;

  constructor(
    private readonly origin: string,
    private readonly wanted: Pick<ReadingWanted, 'registered' | 'servers'>,
    private readonly parts: RoundParts,
  ) {}

  async run(): Promise<RoundEnded> {
    for (const [path, kind] of PLACES)
      await this.read({ url: new URL(path, this.origin), kind, via: 'place' });
    await this.readRecords();
    for (const url of this.wanted.servers) await this.readTools(new URL(url), 'target');
    for (const url of this.wanted.registered) await this.readRegistered(new URL(url));
    await this.followLinks();
    return { documents: [...this.found.values()], over: this.over };
  }

  private async readRecords(): Promise<void> {
    if (this.over !== null) return;
    const records = await readDns(new URL(this.origin), this.parts.resolveTxt);
    if (records === null) return;
    this.found.set(records.seen.url, { seen: records.seen, reading: null });
    for (const url of records.pointers) await this.read({ url, kind: 'well-known', via: 'record' });
  }

  /** A document or an MCP server: what it is, its answer tells. */
  private async readRegistered(url: URL): Promise<void> {
    const kind = /\.(?:txt|md)$/i.test(url.pathname) ? 'llms-txt' : 'well-known';
    await this.read({ url, kind, via: 'registrant' });
    const document = this.found.get(url.href)?.seen;
    if (document?.via === 'registrant' && NOT_BY_GET.includes(document.reason)) {
      this.found.delete(url.href);
      await this.readTools(url, 'registrant');
    }
  }

  private async followLinks(): Promise<void> {
    const links = [...this.found.values()].flatMap(({ seen, reading }) => {
      const isOwnWord = seen.via !== 'registrant';
      const link = reading?.links.find(({ kind, url }) => kind !== 'mcp' && !this.found.has(url));
      return isOwnWord && link !== undefined ? [link] : [];
    });
    for (const { kind, url } of links.slice(0, LINKS_MAX))
      await this.read({ url: new URL(url), kind, via: 'link' });
  }

  /** Each URL once, and nothing where the reading is over. */
  private async read({ url, kind, via }: Place): Promise<void> {
    if (this.over !== null || this.found.has(url.href)) return;
    const answer = await askDocument(url, this.parts);
    if (answer.kind === 'absent') this.keep({ url, kind, via }, 'document-absent');
    else if (answer.kind === 'failed') this.fail({ url, kind, via }, answer.reason);
    else if (answer.kind !== 'text') this.end({ url, kind, via }, answer);
    else {
      const read = readDocument(kind, answer.text, answer.at);
      if (!read.ok) this.keep({ url, kind, via }, read.error);
      else this.keepReading({ url, kind: kindOf(kind, read.value), via }, read.value, answer.at);
    }
  }

  private async readTools(url: URL, via: DocumentVia): Promise<void> {
    if (this.over !== null || this.found.has(url.href)) return;
    const place = { url, kind: 'mcp', via } as const;
    const forbidden = this.parts.isInvited ? null : await robotsForbid(url, this.parts.visit);
    const answer = forbidden ?? (await listTools(url, this.parts));
    if (answer.kind === 'failed') this.fail(place, answer.reason);
    else if (answer.kind !== 'tools') this.end(place, answer);
    else this.keepReading(place, readToolsList(answer.tools, url), url);
  }

  private keepReading({ url, kind, via }: Place, reading: DocumentReading, at: URL): void {
    const said = saidBy({ kind, via, origin: this.origin, at }, reading);
    const found = reading.entries.length;
    const isOnlyForeign = found === 0 && reading.foreign.length > 0;
    const reason = isOnlyForeign ? 'document-foreign' : (reading.issues[0]?.code ?? null);
    this.found.set(url.href, { seen: { url: url.href, kind, via, ok: true, found, reason, said }, reading });
  }

  /** It is not there, or is none: it says nothing. */
  private keep({ url, kind, via }: Place, reason: 'document-absent' | 'document-unreadable'): void {
    const ok = reason === 'document-absent';
    // A document that was broken is no document that changed its mind.
    const said = ok ? SAID_NOTHING : null;
    this.found.set(url.href, {
      seen: { url: url.href, kind, via, ok, found: 0, reason, said },
      reading: null,
    });
  }

  private fail({ url, kind, via }: Place, reason: ReasonCode): void {
    const seen: DocumentSeen = { url: url.href, kind, via, ok: false, found: 0, reason, said: null };
    this.found.set(url.href, { seen, reading: null });
  }

  private end(place: Place, over: ReadingOver): void {
    this.over = over;
    if (over.kind === 'silent') this.fail(place, over.reason);
  }
}

const kindOf = (asked: DocumentKind, { dialect }: DocumentReading): DocumentKind =>
  dialect === 'openapi' ? 'openapi' : asked;
