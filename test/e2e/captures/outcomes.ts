import { type Result } from '@bazaar/kernel';
import {
  type ResourceReading,
  canonicalUrl,
  parseRecordedFile,
  readCatalogItem,
  readResource,
  readToolResource,
} from '@bazaar/x402';

import { type CollectedRow } from './collected.js';

type Fields = Readonly<Record<string, unknown>>;

/** How a row came out. */
export interface Outcome {
  readonly row: CollectedRow;
  /** The challenge that was read, as it was given. */
  readonly challenge: Fields;
  /** Why there is no reading; `ok` where there is one. */
  readonly reason: string;
  readonly reading: ResourceReading | null;
}

/** Documents show challenges without an address, or with half of one. */
const NOWHERE = 'https://unknown.invalid/';

/** The challenge where its version carries it: version 1 in the body, version 2 in the header. */
export function asSent(row: CollectedRow): Outcome {
  if (row.headerBase64 !== undefined) return asKept(row);
  return row.item.x402Version === 1 ? inBody(row, row.item) : inHeader(row, row.item);
}

/** The challenge as it was kept: a body without what stood above it, or the value of a header. */
export const asKept = (row: CollectedRow): Outcome =>
  row.headerBase64 === undefined
    ? answered(row, { body: row.item }, row.item)
    : answered(row, { headers: { 'PAYMENT-REQUIRED': row.headerBase64 }, body: '' }, row.item);

export const inHeader = (row: CollectedRow, challenge: Fields): Outcome =>
  answered(row, { headers: { 'PAYMENT-REQUIRED': toHeader(challenge) }, body: '{}' }, challenge);

export const inBody = (row: CollectedRow, challenge: Fields): Outcome =>
  answered(row, { headers: { 'Content-Type': 'application/json' }, body: challenge }, challenge);

/** An answer in the form people keep them, read back. */
export function answered(row: CollectedRow, kept: object, challenge: Fields = {}): Outcome {
  const [found] = parseRecordedFile(JSON.stringify({ url: addressOf(row), ...kept }));
  if (found === undefined) throw new Error('An answer that was kept is one answer.');
  const { url, ...answer } = found;
  return outcome(row, challenge, readResource({ url: url ?? NOWHERE, method: null, answer }));
}

const addressOf = ({ url }: CollectedRow): string => (canonicalUrl(url).ok ? url : NOWHERE);

/** The challenge as an MCP server sends it. */
export const asToolResult = (row: CollectedRow): Outcome =>
  outcome(
    row,
    row.item,
    readToolResource({
      serverUrl: row.url,
      toolName: row.url.split('/').at(-1) ?? '',
      transport: null,
      result: { isError: true, structuredContent: row.item },
    }),
  );

/** What somebody else says of the row's URL. */
export function asClaim(row: CollectedRow, claim: Fields): Outcome {
  const read = readCatalogItem(claim, { url: addressOf(row) });
  if (!read.ok) return { row, challenge: claim, reason: read.error, reading: null };
  const { reading, price, issues } = read.value;
  const [issue] = issues;
  const reason = reading !== null ? 'ok' : (issue?.code ?? (price === null ? 'no-offers' : 'price-alone'));
  return { row, challenge: claim, reason, reading };
}

export const toHeader = (challenge: unknown): string =>
  Buffer.from(JSON.stringify(challenge)).toString('base64');

const outcome = (row: CollectedRow, challenge: Fields, read: Result<ResourceReading>): Outcome =>
  read.ok
    ? { row, challenge, reason: 'ok', reading: read.value }
    : { row, challenge, reason: read.error, reading: null };
