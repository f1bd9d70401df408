import { type DataSource } from 'typeorm';

/** Which tables hold a text, in whatever column: as it is, in hexadecimal, or in base64. */
export async function tablesWith(database: DataSource, text: string): Promise<string[]> {
  const tables = await database.query<{ name: string }[]>(
    `SELECT format('%I', tablename) AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  const bytes = Buffer.from(text);
  // A text within another begins at any of three places of base64: what stands in its middle is always the same.
  const base64 = [0, 1, 2].map((at) =>
    Buffer.concat([Buffer.alloc(at), bytes])
      .toString('base64')
      .slice(4, -4),
  );
  const needles = [text, bytes.toString('hex'), ...base64].map((needle) => `%${needle}%`);
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await database.query<{ found: boolean }[]>(
      `SELECT EXISTS (SELECT FROM ${name} AS t WHERE t::text LIKE ANY ($1)) AS found`,
      [needles],
    );
    if (row?.found === true) found.push(name);
  }
  return found;
}
