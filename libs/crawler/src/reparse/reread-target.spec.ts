import { type KeptAnswer, type KeptTarget } from '@bazaar/catalog';

import { aChallenge, aPaymentRequired } from '../../../../test/builders/a-challenge.js';
import { rereadTarget } from './reread-target.js';

const URL_ASKED = 'https://api.example.com/weather';
const SERVER = 'https://tools.example.com/mcp';
const earlier = new Date('2026-11-20T11:00:00Z');
const probedAt = new Date('2026-11-20T12:00:00Z');

const unchecked = { check: <T>(reading: T): Promise<T> => Promise.resolve(reading) };

type Change = Partial<Omit<KeptAnswer, 'body'>> & { readonly body?: string };

function anAnswer({ body, ...change }: Change = {}): KeptAnswer {
  const answer = aPaymentRequired(aChallenge({ url: URL_ASKED }));
  const asked = { url: URL_ASKED, method: 'GET', seenAt: probedAt, movedTo: null, beside: [] };
  const kept = { ...asked, ...answer, ...change };
  return { ...kept, body: Buffer.from(body ?? answer.body) };
}

const reread = (latest: KeptAnswer, change: Partial<KeptTarget> = {}) =>
  rereadTarget(
    {
      ...{ targetId: '1', origin: 'https://api.example.com', toolName: null, probedAt },
      ...{ latest, challenge: latest.status === 402 ? latest : null },
      ...change,
    },
    unchecked,
  );

it('reads a challenge as a probe does, and asks the checker', async () => {
  const asked: unknown[] = [];
  const check = <T>(reading: T): Promise<T> => Promise.resolve(void asked.push(reading)).then(() => reading);
  const latest = anAnswer();

  const read = await rereadTarget(
    { targetId: '1', origin: '', toolName: null, probedAt, latest, challenge: latest },
    { check },
  );

  expect(read).toMatchObject({
    lastWord: { kind: 'payable' },
    reading: { resource: URL_ASKED, method: 'GET', title: 'Example Weather' },
  });
  expect(asked).toEqual([read.reading]);
});

it('knows from what is kept that a redirect has hidden the method, and that nobody answers by https', async () => {
  const url = 'http://api.example.com/weather';
  const answer = aPaymentRequired(aChallenge({ url }));

  const { reading } = await reread(anAnswer({ ...answer, url, method: null }));

  expect(reading?.method).toBeNull();
  expect(reading?.issues.map(({ code }) => code)).toContain('not-https');
});

it('takes the content from the latest challenge where the last answer is none', async () => {
  const latest = anAnswer({ status: 500, headers: {}, body: 'Oops' });
  const challenge = anAnswer({ seenAt: earlier });

  expect(await reread(latest, { challenge })).toMatchObject({
    lastWord: { kind: 'unlistable', reason: 'http-5xx' },
    reading: { title: 'Example Weather' },
    seenAt: earlier,
  });
});

it('has no last word where the last probe got no answer', async () => {
  expect(await reread(anAnswer({ seenAt: earlier }))).toMatchObject({
    lastWord: null,
    reading: { title: 'Example Weather' },
  });
});

it('judges a wait from when it was said', async () => {
  const paused = anAnswer({ status: 503, headers: { 'retry-after': '7200' }, body: '' });

  expect((await reread(paused)).lastWord).toEqual({
    kind: 'paused',
    until: new Date('2026-11-20T14:00:00Z'),
  });
});

it.each([
  ['a page', anAnswer({ status: 200, headers: {}, body: 'x'.repeat(2_048) }), null],
  ['a server’s error', anAnswer({ status: 500, headers: {}, body: 'x'.repeat(2_048) }), SERVER],
  [
    'a tool’s answer',
    anAnswer({ status: 200, headers: {}, body: '{"tool":{"name":"geocode","descr' }),
    'geocode',
  ],
])('does not judge %s of which only the head is kept', async (_what, latest, toolName) => {
  expect(await reread(latest, { toolName })).toMatchObject({ lastWord: null, reading: null });
});

it('judges by what all requests of the probe were answered', async () => {
  const asked = { method: 'POST', headers: { allow: 'PUT' }, body: '' };
  const beside = (status: number) => [{ method: 'GET', status, ms: 3 }];

  expect((await reread(anAnswer({ ...asked, status: 405, beside: beside(501) }))).lastWord).toEqual({
    kind: 'unlistable',
    reason: 'wrong-method',
  });
  expect((await reread(anAnswer({ ...asked, status: 405, beside: beside(404) }))).lastWord).toEqual({
    kind: 'unlistable',
    reason: 'http-404',
  });
});

it('still knows where the endpoint had moved', async () => {
  const movedTo = 'https://api.example.com/v2/weather';

  const { reading } = await reread(anAnswer({ movedTo }));

  expect(reading?.resource).toBe(URL_ASKED);
  expect(reading?.issues).toContainEqual({ code: 'moved', detail: movedTo });
});

describe('a tool', () => {
  const tool = { name: 'geocode', description: 'Finds places.', inputSchema: { type: 'object' } };
  const result = { isError: true, structuredContent: aChallenge({ url: SERVER }), content: [] };
  const transcript = (seen: object): KeptAnswer =>
    anAnswer({ url: SERVER, method: 'POST', status: 200, headers: {}, body: JSON.stringify(seen) });
  const rereadTool = (latest: KeptAnswer) => reread(latest, { toolName: 'geocode', challenge: latest });

  it('is read from what its server said', async () => {
    expect(await rereadTool(transcript({ tool, result }))).toMatchObject({
      lastWord: { kind: 'payable' },
      reading: { type: 'MCP', toolName: 'geocode', resource: SERVER, method: null },
    });
  });

  it.each([
    ['was not listed', {}, 'mcp-tool-missing'],
    ['was not called', { tool }, 'mcp-no-payment'],
    ['asked for nothing', { tool, result: { content: [] } }, 'mcp-no-payment'],
  ])('that %s is refused as before', async (_what, seen, reason) => {
    expect(await rereadTool(transcript(seen))).toMatchObject({
      lastWord: { kind: 'unlistable', reason },
      reading: null,
    });
  });

  it.each([
    [404, 'mcp-unreachable'],
    [401, 'auth-required'],
  ])('whose server answered %i is told by that', async (status, reason) => {
    const latest = anAnswer({ url: SERVER, method: 'POST', status, headers: {}, body: '' });

    expect((await rereadTool(latest)).lastWord).toEqual({ kind: 'unlistable', reason });
  });
});
