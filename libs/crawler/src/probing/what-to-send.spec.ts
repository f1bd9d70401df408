import { type Asked, decisive, nextMethod, wantingValues } from './what-to-send.js';

const url = new URL('https://api.example.com/weather');
const template = new URL('https://api.example.com/weather/:city');

const got = (status: number): Asked => ({ url, method: 'GET', status, failure: null });
const posted = (status: number): Asked => ({ ...got(status), method: 'POST' });
const put = (status: number): Asked => ({ ...got(status), method: 'PUT' });
const failedGet = (failure: Asked['failure']): Asked => ({ url, method: 'GET', status: null, failure });
const failedPost = (failure: Asked['failure']): Asked => ({ ...failedGet(failure), method: 'POST' });

const next = (
  declared: string | null,
  asked: readonly Asked[],
  { learned = null, named = [] }: { learned?: string | null; named?: readonly string[] } = {},
) => nextMethod({ declared, learned, named }, asked);

describe('what is sent', () => {
  it.each([[null], ['GET'], ['POST'], ['PUT'], ['DELETE']])(
    'is a GET first where %s is declared',
    (declared) => {
      expect(next(declared, [])).toBe('GET');
      expect(next(declared, [], { learned: 'POST', named: ['PUT', 'DELETE'] })).toBe('GET');
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
    ['GET', 402, null],
    ['GET', 405, 'POST'],
    ['GET', 500, null],
    ['PUT', 405, 'POST'],
    ['DELETE', 402, null],
    ['POST', 200, 'POST'],
    ['POST', 402, 'POST'],
    ['POST', 404, 'POST'],
    ['POST', 410, 'POST'],
    ['POST', 429, null],
    ['POST', 503, null],
  ])('after a GET, where %s is declared and it was answered %i: %s', (declared, status, method) => {
    expect(next(declared, [got(status)])).toBe(method);
  });

  it.each([
    ['POST', 'redirect-off-origin', 'POST'],
    ['POST', 'body-too-large', 'POST'],
    ['POST', 'unreachable-connect', null],
    ['POST', 'unreachable-timeout', null],
    ['POST', 'private-address', null],
    ['POST', 'probes-off', null],
    [null, 'redirect-off-origin', null],
  ] as const)('after a GET without an answer, where %s is declared: %s, %s', (declared, failure, method) => {
    expect(next(declared, [failedGet(failure)])).toBe(method);
  });

  it.each(['PUT', 'PATCH', 'DELETE'])(
    'is %s where it is declared and the origin’s own document names it',
    (method) => {
      expect(next(method, [got(405)], { named: ['GET', method] })).toBe(method);
      expect(next(method, [got(200)], { named: [method] })).toBe(method);
      expect(next(method, [got(402)], { named: [method] })).toBe(method);
      expect(next(method, [got(429)], { named: [method] })).toBeNull();
      expect(next(method, [got(200)], { named: ['GET'] })).toBeNull();
      expect(next(null, [got(405)], { named: [method] })).toBe('POST');
    },
  );

  it.each(['HEAD', 'OPTIONS', 'TRACE', 'BUY'])('is never %s, whoever names it', (method) => {
    expect(next(method, [got(405)], { named: [method], learned: method })).toBe('POST');
    expect(next(method, [got(200)], { named: [method], learned: method })).toBeNull();
  });

  it.each([
    [200, 'POST'],
    [410, 'POST'],
    [402, null],
    [503, null],
  ])('after a GET that was answered %i, where an earlier 402 answered POST: %s', (status, method) => {
    expect(next(null, [got(status)], { learned: 'POST' })).toBe(method);
    expect(next('GET', [got(200)], { learned: 'POST' })).toBeNull();
  });

  it.each([404, 400, 405, 422, 501])(
    'is a POST too, where a GET alone would have lied with %i (nasty case 30)',
    (status) => {
      const asked = [got(status), posted(402)];

      expect(next(null, asked.slice(0, 1))).toBe('POST');
      expect(decisive(null, asked)).toEqual(posted(402));
    },
  );

  it('is never more than two methods', () => {
    expect(next(null, [got(404), posted(404)])).toBeNull();
    expect(next('PUT', [got(404), put(404)], { named: ['PUT'] })).toBeNull();
  });
});

describe('what decides', () => {
  it.each([
    ['the declared method', 'POST', [got(402), posted(404)], posted(404)],
    ['the declared method, though GET asks for payment too', 'POST', [got(402), posted(402)], posted(402)],
    ['the declared GET, though POST asks for payment', 'GET', [got(404), posted(402)], got(404)],
    ['the declared PUT, where it was sent', 'PUT', [got(402), put(405)], put(405)],
    ['the first 402', null, [got(404), posted(402)], posted(402)],
    ['the last answer', null, [got(405), posted(422)], posted(422)],
    ['the only answer', null, [got(404), failedPost('bad-response')], got(404)],
    [
      'a failure, where there is nothing else',
      null,
      [failedGet('unreachable-dns')],
      failedGet('unreachable-dns'),
    ],
    ['GET, where PUT is declared and never sent', 'PUT', [got(402)], got(402)],
    ['what was made with values', 'POST', [got(405), posted(422), posted(402)], posted(402)],
    [
      'what was answered, where the same with values was not',
      'POST',
      [got(405), posted(422), failedPost('unreachable-timeout')],
      posted(422),
    ],
  ] as const)('is %s', (_what, declared, asked, decided) => {
    expect(decisive<Asked>(declared, asked)).toEqual(decided);
  });
});

describe('values are wanted', () => {
  it.each([400, 411, 415, 422])('by a POST that was answered %i', (status) => {
    expect(wantingValues(null, [got(405), posted(status)])).toEqual([posted(status)]);
  });

  it.each([
    ['by the later of two first', null, [got(422), posted(400)], [posted(400), got(422)]],
    ['by a GET that POST does not exist beside', null, [got(422), posted(405)], [got(422)]],
    ['by the declared method alone', 'GET', [got(422), posted(422)], [got(422)]],
    ['by nobody where a price was told', null, [got(422), posted(402)], []],
    ['by nobody where the origin asks for patience', null, [got(422), posted(429)], []],
    ['by nobody who was answered 404', null, [got(404), posted(404)], []],
    ['by no PUT: it goes without', 'PUT', [got(405), put(422)], []],
    ['by nobody who was not answered', null, [failedGet('unreachable-timeout')], []],
  ] as const)('%s', (_what, declared, asked, wanting) => {
    expect(wantingValues<Asked>(declared, asked)).toEqual(wanting);
  });

  it('by the path of a documentation that was answered 404', () => {
    const asked = [got(404), posted(404)].map((one) => ({ ...one, url: template }));

    expect(wantingValues(null, asked)).toEqual([...asked].reverse());
  });
});
