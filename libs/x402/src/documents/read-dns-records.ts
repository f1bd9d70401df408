import { fail, ok, type Result } from '@bazaar/kernel';
import { issue, type Issue } from '../reasons/issue.js';
import { cleanText, TEXT_MAX } from '../text/clean-text.js';
import { DOCUMENT_MAX } from './bounds.js';
import { isHostBelow } from './in-domain.js';

/** Where a domain says that its document is. A pointer, no authority: what it says beside may save a request, no more. */
export interface DnsPointer {
  readonly url: string;
  readonly grammar: 'x402-1' | 'x4021';
  /** `facilitator`, `resource-server` or `both`; as written. */
  readonly kind: string | null;
  readonly networks: readonly string[];
  readonly schemes: readonly string[];
  /** Of several services at one name: which one. */
  readonly descriptor: string | null;
}

export interface DnsReading {
  readonly pointers: readonly DnsPointer[];
  readonly issues: readonly Issue[];
}

type Fields = ReadonlyMap<string, string>;

/**
 * The TXT records of `_x402.<domain>`, in both grammars: `v=x402-1; wk=…; k=…; net=…; scheme=…`, of which more than one
 * is none, and `v=x4021;url=…;descriptor=…`, of which there may be several. Only https, and only in the domain. A TXT
 * record without either version is somebody else's, and says nothing.
 *
 * Source: x402-foundation/x402 PR #2979; draft-jeftovic-x402-dns-discovery, section 4.
 */
export function readDnsRecords(records: readonly (string | readonly string[])[], domain: string): DnsReading {
  // A record longer than 255 characters comes in pieces.
  const texts = records
    .slice(0, DOCUMENT_MAX.dnsRecords)
    .map((record) => (typeof record === 'string' ? record : record.join('')));
  const current = texts.filter((text) => versionOf(text) === 'x402-1');
  const older = texts.filter((text) => versionOf(text) === 'x4021');
  const read = [...(current.length > 1 ? [] : current), ...older].map((text) => readRecord(text, domain));
  const pointers = read.flatMap((record) => (record.ok ? [record.value] : []));
  return {
    pointers: [...new Map(pointers.map((pointer) => [pointer.url, pointer])).values()],
    issues: [
      ...(current.length > 1 ? [issue('dns-records-several', `${current.length} records`)] : []),
      ...read.flatMap((record) => (record.ok ? [] : [issue('document-part-unreadable', record.error)])),
      ...(records.length > DOCUMENT_MAX.dnsRecords
        ? [issue('document-cut', `${records.length} TXT records`)]
        : []),
    ],
  };
}

const versionOf = (text: string): string | null =>
  /^\s*v\s*=\s*(x402-1|x4021)\s*(?:;|$)/i.exec(text)?.[1]?.toLowerCase() ?? null;

function readRecord(text: string, domain: string): Result<DnsPointer> {
  const fields = fieldsOf(text);
  if (fields === null) return fail('a key stands twice');
  const isCurrent = fields.get('v')?.toLowerCase() === 'x402-1';
  const key = isCurrent ? 'wk' : 'url';
  const url = urlOf(fields.get(key) ?? '');
  if (url === null) return fail(`${key} is no https URL`);
  if (!isHostBelow(url.hostname, domain)) return fail(`${key} is outside of the domain`);
  return ok({
    url: url.href,
    grammar: isCurrent ? 'x402-1' : 'x4021',
    kind: textOf(fields.get('k')),
    networks: listOf(fields.get('net')),
    schemes: listOf(fields.get('scheme')),
    descriptor: textOf(fields.get('descriptor')),
  });
}

/** Null where a key stands twice: whichever counted, somebody could have added it. */
function fieldsOf(text: string): Fields | null {
  const fields = new Map<string, string>();
  for (const pair of text.slice(0, DOCUMENT_MAX.dnsRecordChars).split(';')) {
    const equals = pair.indexOf('=');
    if (equals === -1) continue;
    const key = pair.slice(0, equals).trim().toLowerCase();
    if (fields.has(key)) return null;
    fields.set(key, pair.slice(equals + 1).trim());
  }
  return fields;
}

function urlOf(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url?.protocol === 'https:' && url.username === '' && url.password === '' ? url : null;
}

const textOf = (value: string | undefined): string | null => cleanText(value, TEXT_MAX.name);

const listOf = (value = ''): readonly string[] =>
  value
    .split(',')
    .slice(0, DOCUMENT_MAX.dnsListed)
    .flatMap((text) => textOf(text) ?? []);
