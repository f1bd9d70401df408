import { canonicalUrl } from '@bazaar/x402';
import { type DataSource } from 'typeorm';

import { asRows } from '../ingest/rows.js';
import { httpsTwin } from '../target/https-twin.js';
import { NOTHING_SAID_OF, type OperationFound, type SaidOfUrl, saidOf } from './said-of-url.js';

interface SaidRow extends OperationFound {
  readonly question: number;
}

/** Answers from the documents that were read, for many URLs at once. */
export class SaidOfUrlRepository {
  constructor(private readonly database: DataSource) {}

  /** In the order asked. Served by document_operation_at, document_operation_pattern, origin_document_pkey. */
  async about(urls: readonly URL[]): Promise<SaidOfUrl[]> {
    const asked = urls.map((url) => {
      const canonical = canonicalUrl(url.href);
      return canonical.ok ? httpsTwin(canonical.value) : { resource: url.href, origin: url.origin };
    });
    const questions = asRows(asked.map((place, question) => ({ question, ...place })));
    const rows = await this.database.query<(SaidRow | { question: number; resource: null })[]>(SAID, [
      questions,
      OPERATIONS_MAX,
    ]);
    const found = new Map<number, OperationFound[]>();
    const optedOut = new Set<number>();
    for (const row of rows) {
      if (row.resource === null) optedOut.add(row.question);
      else found.set(row.question, [...(found.get(row.question) ?? []), row]);
    }
    return asked.map((place, question) => {
      const said = found.get(question) ?? [];
      const isOptedOut = optedOut.has(question);
      return said.length === 0 && !isOptedOut ? NOTHING_SAID_OF : saidOf(place, isOptedOut, said);
    });
  }
}

/** At one URL: methods and tools. */
const OPERATIONS_MAX = 64;

const columns = (resource: string): string => `
  ${resource}, pattern IS NOT NULL AS "isTemplate", is_entry AS "isEntry", gone_at IS NOT NULL AS "isGone",
  o.origin = o.at_origin AS "isOwn", call`;

/** What stands now comes first; a row without a resource says that the origin has opted out. */
const SAID = `
  WITH a AS MATERIALIZED (SELECT * FROM json_to_recordset($1::json) AS a(question integer, origin text, resource text))
  SELECT a.question, said.* FROM a CROSS JOIN LATERAL (
    SELECT ${columns('o.resource')} FROM (
      SELECT * FROM document_operation o WHERE o.at_origin = a.origin AND o.resource = a.resource
      UNION ALL
      SELECT * FROM document_operation o WHERE o.at_origin = a.origin AND o.pattern IS NOT NULL
        AND a.resource LIKE o.pattern AND o.resource <> a.resource) AS o
    ORDER BY gone_at IS NOT NULL LIMIT $2) AS said
  UNION ALL
  SELECT a.question, NULL, false, false, false, false, NULL FROM a
  WHERE EXISTS (SELECT FROM origin_document d WHERE d.origin = a.origin AND d.opted_out)`;
