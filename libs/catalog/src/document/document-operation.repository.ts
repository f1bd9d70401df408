import { type EntityManager } from 'typeorm';

import { asRows } from '../ingest/rows.js';
import { type OperationSaid } from './document-seen.js';

/** Entries that a document names no more, of each document. */
const GONE_MAX = 1_000;

/**
 * Makes the operations kept of a document those that it names now. Paid ones that it names no more are remembered.
 *
 * @param operations null where there is no such document: then nothing of it is remembered
 */
export async function keepOperations(
  manager: EntityManager,
  { origin, url }: { readonly origin: string; readonly url: string },
  operations: readonly OperationSaid[] | null,
  at: Date,
): Promise<void> {
  if (operations === null) {
    await manager.query('DELETE FROM document_operation WHERE origin = $1 AND document_url = $2', [
      origin,
      url,
    ]);
    return;
  }
  const rows = asRows(operations.map(operationRow));
  await manager.query(LEAVE_OUT, [origin, url, rows, at, GONE_MAX]);
  await manager.query(UPSERT_OPERATIONS, [origin, url, rows]);
}

const operationRow = ({
  atOrigin,
  resource,
  isTemplate,
  method,
  toolName,
  isEntry,
  call,
}: OperationSaid) => ({
  ...{ at_origin: atOrigin, resource, method, tool_name: toolName, is_entry: isEntry, call },
  pattern: isTemplate ? likePattern(resource) : null,
});

/** The form of a template for LIKE: wider than the template, never narrower. */
const likePattern = (template: string): string =>
  template.replace(/[\\%_]/g, '\\$&').replace(/(?<=\/[^/]*):[a-z_]\w*/gi, '%');

const NAMED = `json_to_recordset($3::json) AS r(at_origin text, resource text, pattern text, method text, tool_name text,
  is_entry boolean, call text)`;

/** Paid ones are remembered as gone, the latest of them; of the others nothing is left. */
const LEAVE_OUT = `
  WITH gone AS (
    SELECT o.ctid, row_number() OVER (ORDER BY NOT o.is_entry, o.gone_at DESC NULLS FIRST) AS place, o.is_entry
    FROM document_operation o WHERE o.origin = $1 AND o.document_url = $2 AND NOT EXISTS (
      SELECT FROM ${NAMED} WHERE r.resource = o.resource AND r.method IS NOT DISTINCT FROM o.method
        AND r.tool_name IS NOT DISTINCT FROM o.tool_name)
  ), left_out AS (
    DELETE FROM document_operation o USING gone WHERE o.ctid = gone.ctid AND (NOT gone.is_entry OR gone.place > $5)
  )
  UPDATE document_operation o SET gone_at = $4, call = '{}' FROM gone
  WHERE o.ctid = gone.ctid AND gone.is_entry AND gone.place <= $5 AND o.gone_at IS NULL`;

const UPSERT_OPERATIONS = `
  INSERT INTO document_operation (origin, document_url, at_origin, resource, pattern, method, tool_name, is_entry, call)
  SELECT $1, $2, r.at_origin, r.resource, r.pattern, r.method, r.tool_name, r.is_entry, r.call FROM ${NAMED}
  ON CONFLICT (origin, document_url, resource, method, tool_name) DO UPDATE SET at_origin = excluded.at_origin,
    pattern = excluded.pattern, is_entry = excluded.is_entry, call = excluded.call, gone_at = NULL`;
