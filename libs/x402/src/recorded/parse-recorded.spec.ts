import { parseRecorded, parseRecordedFile } from './parse-recorded.js';

const challenge = { x402Version: 1, accepts: [] };
const header = Buffer.from(JSON.stringify({ x402Version: 2, accepts: [] })).toString('base64');

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
      { url: null, status: 402, headers: {}, body: JSON.stringify(challenge) },
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
    ['a page', '<html>', { url: null, status: 402, headers: {}, body: '<html>' }],
    ['nothing', '', { url: null, status: 402, headers: {}, body: '' }],
  ])('reads %s', (_what, text, expected) => {
    expect(parseRecorded(text)).toEqual(expected);
  });
});

it('reads one answer a line, and a pretty-printed one whole', () => {
  const line = JSON.stringify({ url: 'https://a.example/', body: challenge });

  expect(parseRecordedFile(`${line}\n\n${line}\n`)).toHaveLength(2);
  expect(parseRecordedFile(JSON.stringify(challenge, null, 2))).toHaveLength(1);
});
