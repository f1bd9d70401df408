import { aChallenge, aPaymentRequired } from '../../../../test/builders/a-challenge.js';
import { challengeOf } from './probe-challenge.js';

const challenge = aChallenge();
const { headers, ...answer } = aPaymentRequired(challenge);
const kept = { url: 'https://api.example.com/weather', toolName: null, headers: JSON.stringify(headers) };

it('reads what a 402 asks for', () => {
  const read = challengeOf({ ...kept, status: answer.status, body: Buffer.from(answer.body) });

  expect(read).toMatchObject({
    x402Version: 2,
    accepts: challenge['accepts'],
    resource: challenge['resource'],
  });
});

it('reads what an MCP server said to an unpaid call', () => {
  const result = { isError: true, structuredContent: challenge, content: [] };
  const body = Buffer.from(JSON.stringify({ tool: { name: 'forecast' }, result }));

  const read = challengeOf({ ...kept, toolName: 'forecast', headers: '{}', status: 200, body });

  expect(read).toMatchObject({ accepts: challenge['accepts'] });
});

it.each([
  ['another answer', { status: 404, body: '{}' }],
  ['a 402 that asks for nothing', { status: 402, headers: '{}', body: 'pay me' }],
  [
    'a tool that is not sold',
    { status: 200, toolName: 'free', body: '{"tool":{"name":"free"},"result":{}}' },
  ],
  ['a tool that is missing', { status: 200, toolName: 'gone', body: '{}' }],
  ['an HTTP error of an MCP server', { status: 500, toolName: 'any', headers: '{}', body: 'no' }],
])('finds none in %s', (_what, { body, ...change }) => {
  expect(challengeOf({ ...kept, ...change, body: Buffer.from(body) })).toBeNull();
});
