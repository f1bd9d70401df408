import { type Asked, decisive, nextRequest, withExample } from './what-to-send.js';

const got = (status: number): Asked => ({ method: 'GET', status, failure: null });
const posted = (status: number): Asked => ({ method: 'POST', status, failure: null });
const failedGet = (failure: Asked['failure']): Asked => ({ method: 'GET', status: null, failure });

describe('what is sent', () => {
  it.each([[null], ['GET'], ['POST'], ['PUT'], ['DELETE']])(
    'is a GET first where %s is declared',
    (declared) => {
      expect(nextRequest(declared, [])).toBe('GET');
    },
  );

  it.each([
    [null, 400, 'POST'],
    [null, 404, 'POST'],
    [null, 405, 'POST'],
    [null, 422, 'POST'],
    [null, 501, 'POST'],
    [null, 200, null],
    [null, 401, null],
    [null, 402, null],
    [null, 403, null],
    [null, 410, null],
    [null, 429, null],
    [null, 500, null],
    ['GET', 405, null],
    ['PUT', 405, 'POST'],
    ['DELETE', 402, null],
    ['POST', 200, 'POST'],
    ['POST', 402, 'POST'],
    ['POST', 404, 'POST'],
    ['POST', 410, 'POST'],
    ['POST', 429, null],
    ['POST', 503, null],
  ])('after a GET, where %s is declared and it was answered %i: %s', (declared, status, next) => {
    expect(nextRequest(declared, [got(status)])).toBe(next);
  });

  it.each([
    ['POST', 'redirect-off-origin', 'POST'],
    ['POST', 'body-too-large', 'POST'],
    ['POST', 'unreachable-connect', null],
    ['POST', 'unreachable-timeout', null],
    ['POST', 'private-address', null],
    ['POST', 'probes-off', null],
    [null, 'redirect-off-origin', null],
  ] as const)('after a GET without an answer, where %s is declared: %s, %s', (declared, failure, next) => {
    expect(nextRequest(declared, [failedGet(failure)])).toBe(next);
  });

  it.each([404, 400, 405, 422, 501])(
    'is a POST too, where a GET alone would have lied with %i (nasty case 30)',
    (status) => {
      const asked = [got(status), posted(402)];

      expect(nextRequest(null, asked.slice(0, 1))).toBe('POST');
      expect(decisive(null, asked)).toEqual(posted(402));
    },
  );

  it('is never more than two requests', () => {
    expect(nextRequest(null, [got(404), posted(404)])).toBeNull();
  });
});

describe('what decides', () => {
  it.each([
    ['the declared method', 'POST', [got(402), posted(404)], posted(404)],
    ['the declared method, though GET asks for payment too', 'POST', [got(402), posted(402)], posted(402)],
    ['the first 402', null, [got(404), posted(402)], posted(402)],
    ['the last answer', null, [got(405), posted(422)], posted(422)],
    ['the only answer', null, [got(404), { ...posted(0), status: null, failure: 'bad-response' }], got(404)],
    [
      'a failure, where there is nothing else',
      null,
      [failedGet('unreachable-dns')],
      failedGet('unreachable-dns'),
    ],
    ['GET, where PUT is declared and never sent', 'PUT', [got(402)], got(402)],
  ] as const)('is %s', (_what, declared, asked, decided) => {
    expect(decisive<Asked>(declared, asked)).toEqual(decided);
  });
});

describe("the registrant's example", () => {
  const url = new URL('https://api.example.com/v1?a=1');

  it.each([
    ['{"city":"Rome","days":3,"full":true}', 'https://api.example.com/v1?a=1&city=Rome&days=3&full=true'],
    ['{"a":"2"}', 'https://api.example.com/v1?a=2'],
    ['{"nested":{"x":1},"list":[1],"none":null}', url.href],
    ['["x"]', url.href],
    ['"x"', url.href],
    ['not json', url.href],
    [JSON.stringify({ long: 'x'.repeat(9_000) }), url.href],
    [null, url.href],
  ])('%s goes into the query', (example, href) => {
    expect(withExample(url, example).href).toBe(href);
  });
});
