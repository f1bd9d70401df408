import { type Call } from '../model.js';
import { issue, type Issue } from '../reasons/issue.js';
import { cleanText, TEXT_MAX } from '../text/clean-text.js';
import { DOCUMENT_MAX } from './bounds.js';
import { type DocumentEntry, type DocumentReading } from './document.js';
import { type InDomain } from './in-domain.js';

/** What is found in one document, each thing once, and never more than is meant. */
export class Findings {
  private readonly own = new Map<string, DocumentEntry>();
  private readonly foreign = new Map<string, DocumentEntry>();
  private readonly named = new Map<string, Call>();
  private readonly issues: Issue[] = [];
  private looks = 0;
  private isCut = false;

  constructor(
    private readonly at: URL,
    private readonly inDomain: InDomain,
  ) {}

  /** Of several entries of one target the first counts whose call is whole, else the first. */
  entry(entry: DocumentEntry): void {
    const found = this.isOwn(entry.url) ? this.own : this.foreign;
    const key = targetKey(entry.url, entry);
    if (entry.call.complete && found.get(key)?.call.complete === false) found.set(key, entry);
    else this.keep(found, key, entry, DOCUMENT_MAX.entries);
  }

  /** An operation without a sign of payment; those of others are nobody's word. */
  operation(call: Call): void {
    if (call.url !== null && this.isOwn(call.url))
      this.keep(this.named, targetKey(call.url, call), call, DOCUMENT_MAX.named);
  }

  unreadable(where: string, why: string): void {
    this.issue(issue('document-part-unreadable', cleanText(`${where}: ${why}`, TEXT_MAX.error) ?? undefined));
  }

  issue(found: Issue): void {
    if (this.issues.length < DOCUMENT_MAX.issues) this.issues.push(found);
  }

  /** Something was left out for there being too much. */
  cut(): void {
    this.isCut = true;
  }

  /** Before each place that is looked at: whether there may be one more. */
  mayLook(): boolean {
    if (this.looks++ < DOCUMENT_MAX.looks) return true;
    this.cut();
    return false;
  }

  isOwn(url: string): boolean {
    return this.inDomain(new URL(url).hostname, this.at.hostname);
  }

  get told(): Pick<DocumentReading, 'entries' | 'foreign' | 'named' | 'issues'> {
    // What is an entry needs not be named besides.
    const named = [...this.named].filter(([key]) => !this.own.has(key)).map(([, call]) => call);
    return {
      entries: [...this.own.values()],
      foreign: [...this.foreign.values()],
      named,
      issues: this.isCut ? [issue('document-cut'), ...this.issues] : this.issues,
    };
  }

  private keep<T>(found: Map<string, T>, key: string, value: T, most: number): void {
    if (found.has(key)) return;
    if (found.size < most) found.set(key, value);
    else this.cut();
  }
}

const targetKey = (
  url: string,
  { method, toolName }: { readonly method: string | null; readonly toolName: string | null },
): string => JSON.stringify([url, method, toolName]);
