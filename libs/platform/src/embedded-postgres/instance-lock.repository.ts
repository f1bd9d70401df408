import pg from 'pg';

/** "bzr" and the lock's number. */
const INSTANCE_LOCK = 0x62_7a_72_01;

/** Held by the one `npm start` that owns a database: it ends with the session, however the owner dies. */
export interface InstanceLock {
  /** Resolves when the session is lost without having been released. */
  readonly lost: Promise<void>;
  release(): Promise<void>;
}

/** Null where another instance holds it. */
export async function takeInstanceLock(databaseUrl: string): Promise<InstanceLock | null> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: 'bazaar-instance-lock',
  });
  let released = false;
  const lost = new Promise<void>((resolve) => {
    const end = () => {
      if (!released) resolve();
    };
    client.on('error', end);
    client.on('end', end);
  });
  await client.connect();
  const release = async () => {
    released = true;
    await client.end().catch(() => undefined);
  };
  const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [
    INSTANCE_LOCK,
  ]);
  if (rows[0]?.held) return { lost, release };
  await release();
  return null;
}
