import { parseRecorded, parseRecordedFile } from './parse-recorded.js';

const challenge = { x402Version: 1, accepts: [] };
const header = Buffer.from(JSON.stringify({ x402Version: 2, accepts: [] })).toString('base64');

const long = Buffer.from(JSON.stringify({ x402Version: 2, accepts: [], error: 'pay'.repeat(60) })).toString(
  'base64',
);

describe('parseRecorded', () => {
  it.each([
    [
      'a raw response',
      `HTTP/1.1 402 Payment Required\r\nPAYMENT-REQUIRED: ${header}\r\ncontent-type: text/html\r\n\r\n<p>pay</p>`,
      {
        url: null,
        status: 402,
        headers: { 'payment-required': header, 'content-type': 'text/html' },
        body: '<p>pay</p>',
      },
    ],
    [
      'a body',
      JSON.stringify(challenge),
      { url: null, status: 402, headers: null, body: JSON.stringify(challenge) },
    ],
    [
      'a header value',
      ` ${header}\n`,
      { url: null, status: 402, headers: { 'payment-required': header }, body: '' },
    ],
    [
      'an envelope',
      JSON.stringify({
        url: 'https://a.example/',
        status: 404,
        headers: { 'X-A': 'b', bad: 5 },
        body: challenge,
      }),
      { url: 'https://a.example/', status: 404, headers: { 'x-a': 'b' }, body: JSON.stringify(challenge) },
    ],
    [
      'the last response of a chain of redirects',
      `HTTP/1.1 308 Permanent Redirect\r\nlocation: /y\r\n\r\nHTTP/2 402 \r\npayment-required: ${header}\r\n\r\n{}\r\n\r\n`,
      { url: null, status: 402, headers: { 'payment-required': header }, body: '{}\r\n\r\n' },
    ],
    [
      'a header that stands twice',
      'HTTP/1.1 402\nWWW-Authenticate: L402 a\nwww-authenticate: Payment b\n\n',
      { url: null, status: 402, headers: { 'www-authenticate': 'L402 a, Payment b' }, body: '' },
    ],
    [
      'headers alone',
      `content-type: text/html\nPayment-Required: ${header}\n`,
      {
        url: null,
        status: 402,
        headers: { 'content-type': 'text/html', 'payment-required': header },
        body: '',
      },
    ],
    [
      'a header value broken into lines',
      long.replace(/(.{76})/g, '$1\n'),
      { url: null, status: 402, headers: { 'payment-required': long }, body: '' },
    ],
    [
      'an envelope whose headers have several values',
      JSON.stringify({
        url: 'https://a.example/',
        headers: { 'WWW-Authenticate': ['L402 a', 'Payment b', 7] },
      }),
      {
        url: 'https://a.example/',
        status: 402,
        headers: { 'www-authenticate': 'L402 a, Payment b' },
        body: '',
      },
    ],
    [
      'one requirement, which is no envelope',
      JSON.stringify({ scheme: 'exact', url: 'https://a.example/' }),
      {
        url: null,
        status: 402,
        headers: null,
        body: JSON.stringify({ scheme: 'exact', url: 'https://a.example/' }),
      },
    ],
    ['two words', 'Payment\nRequired', { url: null, status: 402, headers: null, body: 'Payment\nRequired' }],
    ['a page', '<html>', { url: null, status: 402, headers: null, body: '<html>' }],
    ['nothing', '', { url: null, status: 402, headers: null, body: '' }],
  ])('reads %s', (_what, text, expected) => {
    expect(parseRecorded(text)).toEqual(expected);
  });
});

it('reads one answer a line, and a pretty-printed one whole', () => {
  const line = JSON.stringify({ url: 'https://a.example/', body: challenge });

  expect(parseRecordedFile(`${line}\n\n${line}\n`)).toHaveLength(2);
  expect(parseRecordedFile(JSON.stringify(challenge, null, 2))).toHaveLength(1);
  expect(parseRecordedFile(`HTTP/1.1 402\n\n${line}\n${line}`)).toHaveLength(1);
});

it('loses no answer to a line that is none', () => {
  const line = JSON.stringify({ url: 'https://a.example/', body: challenge });

  expect(parseRecordedFile(`${line}\nnot JSON\n${line}`).map(({ url, body }) => url ?? body)).toEqual([
    'https://a.example/',
    'not JSON',
    'https://a.example/',
  ]);
});

it('lets no bad first line sink the others', () => {
  const line = JSON.stringify({ url: 'https://a.example/', body: challenge });

  expect(parseRecordedFile(`# kept on Monday\n${line}\n${line}`)).toHaveLength(3);
  expect(parseRecordedFile(`<script>\n${line}\n</script>`)).toHaveLength(1);
  expect(parseRecordedFile('{"accepts": [\n{}\n]}')).toHaveLength(1);
});

it('reads nothing out of nothing', () => {
  expect(parseRecordedFile(' \n\n')).toEqual([]);
});

it.each([
  ['nested too deep to be written out again', `{"body":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
  ['a hundred thousand answers in one', 'HTTP/1.1 100\n\n'.repeat(100_000)],
])('does not break on %s', (_what, text) => expect(parseRecordedFile(text)).toHaveLength(1));
