import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgres, readRunFile } from '@bazaar/platform';
import { inRepository, isRunning, makeTempFolder, Script, untilGone } from '../../../test/setup/script.js';

/** A stand-in for api and worker: says its pid, serves nothing, ends with its parent. */
const child = (name: string) => `
  import { exitWithParent } from '${inRepository('libs/platform/src/process/exit-with-parent.ts')}';
  console.log('${name} pid ' + process.pid + ' on ' + new URL(process.env.DATABASE_URL).pathname);
  setInterval(() => {}, 1000);
  exitWithParent({ stop: async () => {}, url: ${name === 'api' ? `'http://127.0.0.1:' + process.env.PORT` : 'undefined'} });`;

const local = (folder: string) => `
  import { loadConfig } from '${inRepository('libs/platform/src/config/config.ts')}';
  import { runLocal } from '${inRepository('apps/local/src/run-local.ts')}';
  import { stopSignal } from '${inRepository('apps/local/src/stop-signal.ts')}';
  process.exitCode = await runLocal({
    config: loadConfig(process.env),
    env: process.env,
    migrate: async (url) => console.log('migrate', new URL(url).pathname),
    scripts: { api: '${join(folder, 'api.mjs')}', worker: '${join(folder, 'worker.mjs')}' },
    signal: stopSignal(),
  });`;

/** A stand-in for the demo: forks Bazaar, and reads what it says. */
const parent = (folder: string) => `
  import { fork } from 'node:child_process';
  const bazaar = fork('${join(folder, 'local.mjs')}', { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  console.log('local pid ' + bazaar.pid);
  bazaar.stdout.pipe(process.stdout);`;

describe('runLocal', () => {
  let folder: string;
  let dataDir: string;
  const env = () => ({ BAZAAR_DATA: dataDir, PORT: '41987' });
  const started: Script[] = [];
  const start = async () => {
    const script = await Script.start(folder, 'local.mjs', local(folder), env());
    started.push(script);
    return script;
  };
  const pidsOf = ({ output }: Script) =>
    [...output.matchAll(/(?:api|worker) pid (\d+)/g)].map(([, pid]) => Number(pid));

  beforeAll(async () => {
    folder = await makeTempFolder();
    dataDir = join(folder, 'data');
    for (const name of ['api', 'worker']) await writeFile(join(folder, `${name}.mjs`), child(name));
  });
  afterEach(async () => {
    for (const script of started.splice(0)) {
      script.kill('SIGTERM'); // has ended, unless an expectation failed
      await script.exit;
    }
  });
  afterAll(async () => {
    await (await EmbeddedPostgres.start({ dataDir })).stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('migrates, starts both processes, says one line and leaves nothing behind', async () => {
    const script = await start();
    await script.untilSaid(/is ready/);
    const { pid, publicUrl } = (await readRunFile(dataDir))!;
    script.kill('SIGTERM');

    expect(await script.exit).toBe(0);
    const said = script.output.split('\n').filter((line) => line !== '' && !line.includes(' pid '));
    expect(said).toEqual([
      'migrate /bazaar',
      `Bazaar is ready at http://127.0.0.1:41987 (data in ${dataDir}/postgres).`,
    ]);
    expect(publicUrl).toBe('http://127.0.0.1:41987');
    expect(pidsOf(script)).toHaveLength(2);
    for (const process of [...pidsOf(script), pid!]) expect(await isRunning(process)).toBe(false);
  });

  it('says that it runs already, and leaves the running one alone', async () => {
    const first = await start();
    await first.untilSaid(/is ready/);
    const before = await readFile(join(dataDir, 'run.json'), 'utf8');

    const second = await start();

    expect(await second.exit).toBe(0);
    expect(second.output).toBe(`Bazaar is already running at http://127.0.0.1:41987 (data in ${dataDir}).\n`);
    expect(await readFile(join(dataDir, 'run.json'), 'utf8')).toBe(before);
    for (const pid of pidsOf(first)) expect(await isRunning(pid)).toBe(true);
    first.kill('SIGINT');
    expect(await first.exit).toBe(0);
  });

  it('leaves no child when it is killed, and the next start takes the database over', async () => {
    const script = await start();
    await script.untilSaid(/is ready/);
    const before = await readRunFile(dataDir);
    script.kill('SIGKILL');

    for (const pid of pidsOf(script)) expect(await untilGone(pid, 2_000)).toBe(true);
    const next = await start();
    await next.untilSaid(/is ready/);
    expect((await readRunFile(dataDir))?.pid).toBe(before?.pid);
    next.kill('SIGTERM');
    expect(await next.exit).toBe(0);
    expect(await isRunning(before!.pid!)).toBe(false);
  });

  it('leaves nothing behind when the process that started it is killed', async () => {
    await writeFile(join(folder, 'local.mjs'), local(folder));
    const script = await Script.start(folder, 'parent.mjs', parent(folder), env());
    started.push(script);
    await script.untilSaid(/is ready/);
    const { pid: database } = (await readRunFile(dataDir))!;
    const pids = [...pidsOf(script), Number(/local pid (\d+)/.exec(script.output)?.[1]), database!];
    script.kill('SIGKILL');

    expect(pids).toHaveLength(4);
    for (const pid of pids) expect(await untilGone(pid, 10_000)).toBe(true);
  });

  it('brings a killed database back at the same URL', async () => {
    const script = await start();
    await script.untilSaid(/is ready/);
    const before = (await readRunFile(dataDir))!;
    process.kill(before.pid!, 'SIGKILL');
    await script.untilSaid(/database went away/);
    const deadline = Date.now() + 8_000;
    const isBack = async () => {
      const now = await readRunFile(dataDir);
      return (
        now !== null && now.pid !== before.pid && now.publicUrl === before.publicUrl && now.url === before.url
      );
    };
    while (!(await isBack()) && Date.now() < deadline) await sleep(20);

    expect(await isBack()).toBe(true);
    script.kill('SIGTERM');
    expect(await script.exit).toBe(0);
  });

  it('says in one line that the port is taken', async () => {
    const squatter = createServer().listen(41987, '127.0.0.1');
    await once(squatter, 'listening');

    const script = await start();
    const code = await script.exit;
    squatter.close();

    expect(code).toBe(1);
    expect(script.output).toBe(
      'Port 41987 of 127.0.0.1 is taken by another program. Stop it, or set PORT to another port.\n',
    );
    expect((await readRunFile(dataDir))?.pid).toBeNull();
  });
});
