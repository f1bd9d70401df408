import { type DocumentFacts } from '../document/search-document.js';
import { type DocumentFactsRepository, type HeldDocument } from './document-facts.repository.js';

/** What a query found: a document, and the hash that tells whether a copy of it is still good. */
export interface FactsWanted {
  readonly id: string;
  readonly content_hash: string;
}

/**
 * Documents as last read, by id and hash: a search reads only those that changed since. Never stale, since the hash
 * comes with each search; bounded by two generations, the older of which is dropped whole.
 */
export class FactsCache {
  private young = new Map<string, HeldDocument>();
  private old = new Map<string, HeldDocument>();

  constructor(
    private readonly documents: DocumentFactsRepository,
    private readonly generationMax = 20_000,
  ) {}

  /** Without those that were removed meanwhile. */
  async get(wanted: readonly FactsWanted[]): Promise<ReadonlyMap<string, DocumentFacts>> {
    const found = new Map<string, DocumentFacts>();
    const missing: string[] = [];
    for (const { id, content_hash: hash } of wanted) {
      const held = this.young.get(id) ?? this.old.get(id);
      if (held?.contentHash === hash) {
        found.set(id, held.facts);
        if (!this.young.has(id)) this.keep(held);
      } else missing.push(id);
    }
    if (missing.length > 0)
      for (const held of await this.documents.load(missing)) {
        found.set(held.facts.id, held.facts);
        this.keep(held);
      }
    return found;
  }

  private keep(held: HeldDocument): void {
    if (this.young.size >= this.generationMax) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(held.facts.id, held);
  }
}
