import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inRepository, isRunning, makeTempFolder, untilGone } from '../../../test/setup/script.js';
import { CHILD_LIMITS, type ChildLimits } from './child.js';
import { Supervisor } from './supervisor.js';

const QUICK: ChildLimits = { ...CHILD_LIMITS, pauseMs: 5, pauseMsMax: 20, stopMsMax: 300 };

describe('Supervisor', () => {
  let folder: string;
  let lines: string[];
  let supervisor: Supervisor;

  beforeAll(async () => {
    folder = await makeTempFolder();
  });
  beforeEach(() => {
    lines = [];
    const say = (line: string) => void lines.push(line);
    supervisor = new Supervisor({ info: say, error: say }, QUICK);
  });
  afterEach(() => supervisor.stop());
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const start = async (name: string, code: string) => {
    const script = join(folder, `${name}.mjs`);
    await writeFile(script, code);
    return await supervisor.start({ name, script, env: {} });
  };
  const ready = `process.send({ ready: true, url: 'http://pid/' + process.pid });`;
  const stayAlive = `setInterval(() => {}, 1000);`;
  const pidOf = (url: string | undefined) => Number(url?.split('/').at(-1));

  it('gives the URL a child says when it is ready', async () => {
    expect(await start('api', `${ready}${stayAlive}`)).toMatch(/^http:\/\/pid\/\d+$/);
  });

  it('starts a child again that died', async () => {
    const pid = pidOf(await start('worker', `${ready}${stayAlive}`));
    process.kill(pid, 'SIGKILL');

    expect(await untilGone(pid, 1_000)).toBe(true);
    const deadline = Date.now() + 2_000;
    while (lines.length === 0 && Date.now() < deadline) await sleep(10);
    expect(lines).toEqual(['worker died (SIGKILL); starting it again in 5 ms.']);
  });

  it('waits for a child that becomes ready at the second try', async () => {
    const once = `import { existsSync, writeFileSync } from 'node:fs';
      const mark = ${JSON.stringify(join(folder, 'tried'))};
      if (!existsSync(mark)) { writeFileSync(mark, ''); process.exit(3); }`;

    expect(await start('api', `${once}${ready}${stayAlive}`)).toBeDefined();
    expect(lines).toEqual(['api died (code 3); starting it again in 5 ms.']);
  });

  it('gives up after five quick deaths', async () => {
    await expect(start('api', 'process.exit(7);')).rejects.toThrow(
      'api died 5 times in a row (code 7); giving up.',
    );
    await expect(supervisor.failed).rejects.toThrow('giving up');
    expect(lines).toHaveLength(4);
  });

  it('kills a child that does not listen to SIGTERM', async () => {
    const pid = pidOf(await start('worker', `process.on('SIGTERM', () => {});${ready}${stayAlive}`));

    await supervisor.stop();

    expect(await isRunning(pid)).toBe(false);
  });

  it('lets a child stop in its own way', async () => {
    const helper = inRepository('libs/platform/src/process/exit-with-parent.ts');
    const mark = join(folder, 'stopped');
    const code = `import { register } from 'node:module';
      register(${JSON.stringify(inRepository('test/setup/ts-hooks.mjs'))});
      const { exitWithParent } = await import(${JSON.stringify(helper)});
      const { writeFile } = await import('node:fs/promises');
      exitWithParent({ url: 'http://pid/' + process.pid, stop: () => writeFile(${JSON.stringify(mark)}, 'once', { flag: 'wx' }) });
      ${stayAlive}`;
    const pid = pidOf(await start('api', code));

    await supervisor.stop();

    expect(await isRunning(pid)).toBe(false);
    expect(await readFile(mark, 'utf8')).toBe('once');
  });
});
