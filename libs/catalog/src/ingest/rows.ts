/** What JSON carries to a column. A bigint goes as text: JSON has none, and would be asked about every value. */
export type Cell = string | number | boolean | Date | null | readonly string[];

/**
 * A batch goes to Postgres as one JSON text per statement, `json_to_recordset`, however long it is.
 * JSON.stringify escapes what UTF-8 cannot hold; a NUL that reaches a text column makes the statement fail, and the
 * batch is then halved until the row is alone.
 */
export const asRows = <Row extends object>(rows: readonly (Row & CellsOf<Row>)[]): string =>
  JSON.stringify(rows);

type CellsOf<Row> = { readonly [Column in keyof Row]: Cell };

/** bytea as Postgres reads it from text. */
export const asBytea = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`;
