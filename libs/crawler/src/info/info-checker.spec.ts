import { type PoolFailure, ThreadPool } from '@bazaar/platform';
import { type InfoVerdict, type ResourceReading, checkInfo, readResource } from '@bazaar/x402';

import { aChallenge, aPaymentRequired } from '../../../../test/builders/a-challenge.js';
import { unbuilt } from '../../../../test/setup/script.js';
import { type InfoJob } from './check-info.thread.js';
import { InfoChecker } from './info-checker.js';

const url = 'https://api.example.com/weather';

function aReading(body: unknown, bodySchema: object): ResourceReading {
  const input = { type: 'http', method: 'POST', bodyType: 'json', body };
  const schema = { type: 'object', properties: { input: { properties: { body: bodySchema } } } };
  const answer = aPaymentRequired({
    ...aChallenge({ url }),
    extensions: { bazaar: { info: { input }, schema } },
  });
  const reading = readResource({ url, method: 'POST', answer });
  if (!reading.ok) throw new Error(reading.error);
  return reading.value;
}

const ofText = { type: 'string' };
const told = ({ call, issues }: ResourceReading) => ({
  exampleValid: call.parts.map((part) => part.exampleValid),
  issues: issues.filter(({ code }) => /schema/.test(code)).map(({ code, detail }) => `${code} ${detail}`),
});

/** A checker whose checks are made here, or fail as told. */
function aChecker(failure?: PoolFailure) {
  const jobs: InfoJob[] = [];
  const failures: PoolFailure[] = [];
  const checker = new InfoChecker({
    run: (job) => {
      jobs.push(job);
      const verdict = () => checkInfo(JSON.parse(job.info), JSON.parse(job.schema));
      return Promise.resolve(
        failure === undefined ? { ok: true, value: verdict() } : { ok: false, error: failure },
      );
    },
    onFailure: (error) => failures.push(error),
  });
  return { checker, jobs, failures };
}

describe('the info checker', () => {
  it('checks the same only once, however often and however close together it is asked', async () => {
    const { checker, jobs } = aChecker();
    const both = await Promise.all([1, 2].map(() => checker.check(aReading('text', ofText))));
    const again = await checker.check(aReading('text', ofText));
    const another = await checker.check(aReading(7, ofText));

    expect(jobs).toHaveLength(2);
    expect([...both, again].map(told)).toEqual(Array(3).fill({ exampleValid: [true], issues: [] }));
    expect(told(another)).toEqual({
      exampleValid: [false],
      issues: ['info-fails-schema /input/body: must be string'],
    });
  });

  it('checks the arguments of a tool anew where its server says otherwise, and the challenge the same', async () => {
    const { checker, jobs } = aChecker();
    const withTool = (schema: object) => {
      const reading = aReading('text', ofText);
      const part = { in: 'ARGUMENTS', schema, example: { city: 'Rome' }, exampleValid: null } as const;
      return { ...reading, call: { ...reading.call, parts: [part] } };
    };
    const first = await checker.check(withTool({ required: ['city'] }));
    const second = await checker.check(withTool({ required: ['country'] }));

    expect([first, second].map((reading) => told(reading).exampleValid)).toEqual([[true], [false]]);
    expect(jobs).toHaveLength(3); // the info of both is one
  });

  it('asks nothing of a reading that has nothing to check', async () => {
    const { checker, jobs } = aChecker();
    const reading = {
      ...aReading('text', ofText),
      challenge: { ...aReading('text', ofText).challenge, extensions: {} },
    };

    expect(await checker.check(reading)).toBe(reading);
    expect(jobs).toEqual([]);
  });

  it.each<[PoolFailure, string[]]>([
    ['timeout', ['schema-slow info']],
    ['starved', []],
    ['crashed', []],
    ['full', []],
    ['closed', []],
  ])('goes on without a verdict after %s, and tries again the next time', async (failure, issues) => {
    const { checker, jobs, failures } = aChecker(failure);
    const first = await checker.check(aReading('text', ofText));
    await checker.check(aReading('text', ofText));

    expect(told(first)).toEqual({ exampleValid: [null], issues });
    expect(jobs).toHaveLength(2);
    expect(failures).toEqual([failure, failure]);
  });
});

describe('with real threads', () => {
  let threads: ThreadPool<InfoJob, InfoVerdict>;
  let checker: InfoChecker;
  beforeAll(async () => {
    const script = new URL('./check-info.thread.js', import.meta.url);
    threads = new ThreadPool({ script, size: 2, execArgv: unbuilt });
    checker = new InfoChecker({ run: (job) => threads.run(job), onFailure: () => undefined });
    await Promise.all([checker.check(aReading(1, ofText)), checker.check(aReading(2, ofText))]);
  });
  afterAll(() => threads.close());

  /** Validating takes twice as long, and twice the errors, for each definition. */
  const multiplying = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [
      `d${index}`,
      { allOf: [{ $ref: `#/$defs/d${index + 1}` }, { $ref: `#/$defs/d${index + 1}` }] },
    ]),
  );
  const hostile: [string, unknown, object][] = [
    ['a pattern that backtracks', 'a'.repeat(40) + '!', { pattern: '^(a+)+$' }],
    [
      'items compared with each other',
      Array.from({ length: 7_000 }, (_, index) => [index]),
      { uniqueItems: true },
    ],
  ];

  it.each(hostile)('gives up on %s, and checks the others', async (_what, body, schema) => {
    const slow = checker.check(aReading(body, schema));
    const others = Array.from({ length: 20 }, (_, index) =>
      checker.check(aReading(`${_what} ${index}`, ofText)),
    );

    expect((await Promise.all(others)).map((reading) => told(reading).exampleValid)).toEqual(
      Array(20).fill([true]),
    );
    expect(told(await slow)).toEqual({ exampleValid: [null], issues: ['schema-slow info'] });
  });

  it('gives up on references that multiply', async () => {
    const schema = { $defs: { ...multiplying, d40: { type: 'object' } }, $ref: '#/$defs/d0' };
    const outcome = await threads.run({ info: '"text"', schema: JSON.stringify(schema) });

    expect(outcome).toEqual({ ok: false, error: 'timeout' });
    expect(told(await checker.check(aReading('fine', ofText))).exampleValid).toEqual([true]);
  });
});
