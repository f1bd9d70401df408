import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inRepository, isRunning, makeTempFolder, Script, untilGone } from '../../../../test/setup/script.js';
import { EmbeddedPostgres, type RunningPostgres } from './embedded-postgres.js';
import { takeInstanceLock } from './instance-lock.repository.js';
import { readRunFile } from './run-file.js';
import { withClient } from './server.repository.js';

const asRoot = process.getuid?.() === 0;

describe('EmbeddedPostgres', () => {
  let folder: string;
  let server: RunningPostgres | undefined;

  const start = async () => (server = await EmbeddedPostgres.start({ dataDir: folder, durable: false }));
  const query = (sql: string) =>
    withClient(server!.url, async (client) => (await client.query<{ n: number }>(sql)).rows);
  const pidFile = () => join(server!.clusterDir, 'postmaster.pid');

  beforeAll(async () => {
    folder = await makeTempFolder();
  });
  afterEach(async () => {
    await server?.stop();
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('starts a server on an empty folder', async () => {
    await start();

    await query('CREATE TABLE kept (n int)');
    await query('INSERT INTO kept VALUES (1)');
    const [settings] = await withClient(server!.url, async (client) => {
      const { rows } = await client.query<Record<string, string>>(
        `SELECT current_setting('server_encoding') AS encoding, current_setting('jit') AS jit, datcollate AS locale,
                current_setting('listen_addresses') AS address, current_setting('unix_socket_directories') AS sockets
         FROM pg_database WHERE datname = current_database()`,
      );
      return rows;
    });
    expect(settings).toEqual({
      encoding: 'UTF8',
      jit: 'off',
      locale: 'C.UTF-8',
      address: '127.0.0.1',
      sockets: '',
    });
    expect(server).toMatchObject({ version: '18.4', adopted: false });
  });

  it('keeps the data and the port from start to start', async () => {
    const before = await readRunFile(folder);

    await start();

    expect(await query('SELECT n FROM kept')).toEqual([{ n: 1 }]);
    expect((await readRunFile(folder))?.port).toBe(before?.port);
  });

  it('tells run.json, readable by its owner alone, where the server is, and that it stopped', async () => {
    const { url, pid } = await start();

    expect((await stat(join(folder, 'run.json'))).mode & 0o777).toBe(0o600);
    expect(await readRunFile(folder)).toMatchObject({ url, pid, pgVersion: '18.4', publicUrl: null });

    await server!.stop();

    expect(await readRunFile(folder)).toMatchObject({ url, pid: null });
    expect(await isRunning(pid)).toBe(false);
  });

  it('refuses a wrong password', async () => {
    const { url } = await start();
    const forged = new URL(url);
    forged.password = 'guess';

    await expect(withClient(forged.href, (client) => client.query('SELECT 1'))).rejects.toThrow(
      /password authentication/,
    );
  });

  it('finds the password again when run.json is lost', async () => {
    await rm(join(folder, 'run.json'));

    await start();

    expect(await query('SELECT n FROM kept')).toEqual([{ n: 1 }]);
  });

  it('never signals the foreign program a stale pid file names', async () => {
    await start();
    const stale = await readFile(pidFile(), 'utf8');
    await server!.stop();
    const bystander = spawn('sleep', ['60'], { stdio: 'ignore' });
    await writeFile(pidFile(), stale.replace(/^\d+/, String(bystander.pid)));

    await start();

    expect(await query('SELECT n FROM kept')).toEqual([{ n: 1 }]);
    expect(await isRunning(bystander.pid!)).toBe(true);
    bystander.kill('SIGKILL');
    await once(bystander, 'exit');
  });

  it('never signals the very process that runs this test', async () => {
    await start();
    const stale = await readFile(pidFile(), 'utf8');
    await server!.stop();
    await writeFile(pidFile(), stale.replace(/^\d+/, String(process.pid)));

    expect(await start()).toMatchObject({ adopted: false });
  });

  it('recovers after the server was killed', async () => {
    const { pid } = (server = await EmbeddedPostgres.start({ dataDir: folder, durable: true }));
    await query('INSERT INTO kept VALUES (2)');
    process.kill(pid, 'SIGKILL');

    await start();

    expect(server.pid).not.toBe(pid);
    expect(await query('SELECT n FROM kept ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }]);
  });

  const ownerScript = (ending: string) => `
    import { EmbeddedPostgres } from '${inRepository('libs/platform/src/embedded-postgres/embedded-postgres.ts')}';
    import { takeInstanceLock } from '${inRepository('libs/platform/src/embedded-postgres/instance-lock.repository.ts')}';
    const server = await EmbeddedPostgres.start({ dataDir: ${JSON.stringify(folder)}, durable: false });
    const lock = await takeInstanceLock(server.url);
    console.log('pid', server.pid);
    ${ending}`;

  it('takes over the server of an owner who was killed', async () => {
    const owner = await Script.start(folder, 'owner.mjs', ownerScript('setInterval(() => {}, 1000);'));
    const [, pid] = await owner.untilSaid(/pid (\d+)/);
    expect(await takeInstanceLock((await start()).url)).toBeNull();
    owner.kill('SIGKILL');
    await owner.exit;

    await start();

    expect(server).toMatchObject({ adopted: true, pid: Number(pid) });
    const lock = await takeInstanceLock(server!.url);
    expect(lock).not.toBeNull();
    await lock?.release();
    await server!.stop();
    expect(await isRunning(Number(pid))).toBe(false);
  });

  it('recovers after owner and server were killed together', async () => {
    const owner = await Script.start(
      folder,
      'owner.mjs',
      ownerScript(`process.kill(server.pid, 'SIGKILL'); process.kill(process.pid, 'SIGKILL');`),
    );
    await owner.exit;
    const pid = Number(/pid (\d+)/.exec(owner.output)?.[1]);

    expect(await start()).toMatchObject({ adopted: false });
    expect(await untilGone(pid, 5_000)).toBe(true);
  });

  it('gives two starts at once the same server', async () => {
    const options = { dataDir: folder, durable: false };

    const [one, other] = await Promise.all([
      EmbeddedPostgres.start(options),
      EmbeddedPostgres.start(options),
    ]);

    server = one;
    expect(other.pid).toBe(one.pid);
    expect([one.adopted, other.adopted].sort()).toEqual([false, true]);
  });

  it('waits for a server that is slow to answer', async () => {
    const { pid } = await start();
    process.kill(pid, 'SIGSTOP');
    setTimeout(() => process.kill(pid, 'SIGCONT'), 1_500);

    expect(await start()).toMatchObject({ adopted: true, pid });
  });

  it('refuses data of another major version and leaves it alone', async () => {
    const clusterDir = join(folder, 'postgres');
    await writeFile(join(clusterDir, 'PG_VERSION'), '15\n');

    await expect(EmbeddedPostgres.start({ dataDir: folder })).rejects.toThrow(
      /written by Postgres 15; .*brings Postgres 18.*"Upgrading Postgres" in README\.md/,
    );

    expect(await readFile(join(clusterDir, 'PG_VERSION'), 'utf8')).toBe('15\n');
    await writeFile(join(clusterDir, 'PG_VERSION'), '18\n');
  });

  (asRoot ? it : it.skip)(
    'keeps the cluster elsewhere when its user cannot enter the data folder',
    async () => {
      const lines: string[] = [];
      const home = join(folder, 'home');
      const fallbackRoot = join(folder, 'var');
      await mkdir(home);
      await chmod(home, 0o700);

      server = await EmbeddedPostgres.start({
        dataDir: join(home, '.bazaar'),
        fallbackRoot,
        durable: false,
        logger: { info: (line) => lines.push(line) },
      });

      expect(server.clusterDir.startsWith(join(fallbackRoot, 'bazaar-'))).toBe(true);
      expect(lines).toHaveLength(1);
      expect(await readRunFile(join(home, '.bazaar'))).toMatchObject({ url: server.url });
    },
  );
});
