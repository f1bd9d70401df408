/**
 * A batch goes to Postgres as one JSON text per statement, `json_to_recordset`, however long it is.
 * JSON.stringify escapes what UTF-8 cannot hold; a NUL that reaches a text column makes the statement fail, and the
 * batch is then halved until the row is alone.
 */
export const asRows = (rows: readonly object[]): string =>
  JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));

/** bytea as Postgres reads it from text. */
export const asBytea = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`;
