import pg from 'pg';
import { createTestDatabase } from './test-database.js';

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<{ n: number }>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('createTestDatabase', () => {
  it('gives every caller a migrated database of its own, and migrates once', async () => {
    let migrations = 0;
    const migrate = async (url: string) => {
      migrations++;
      await query(url, 'CREATE TABLE made (n int)');
    };

    const [one, other] = await Promise.all([
      createTestDatabase(migrate, 'spec_template'),
      createTestDatabase(migrate, 'spec_template'),
    ]);
    await query(one.url, 'INSERT INTO made VALUES (1)');

    expect(await query(one.url, 'SELECT n FROM made')).toEqual([{ n: 1 }]);
    expect(await query(other.url, 'SELECT n FROM made')).toEqual([]);
    expect(migrations).toBe(1);

    await one.drop();
    await other.drop();
    await expect(query(one.url, 'SELECT 1')).rejects.toThrow(/does not exist/);
  });
});
