import { type AskedBeside } from '@bazaar/catalog';

import { refusalOf } from './refusal.js';

const url = 'https://api.example.com/weather';
const get = (status: number | null): AskedBeside => ({ method: 'GET', status, ms: 1 });
const post = (status: number | null): AskedBeside => ({ ...get(status), method: 'POST' });

/** By what all requests were answered; the last of them decides. */
function refusal(asked: readonly AskedBeside[], { at = url, allow = '' } = {}) {
  const [decided] = asked.slice(-1);
  return refusalOf({
    ...{ url: at, method: decided!.method, status: decided!.status!, beside: asked.slice(0, -1) },
    headers: allow === '' ? {} : { allow },
  });
}

describe('the reason', () => {
  it.each([
    ['everything was answered that there is no such method', [get(405), post(501)], 'wrong-method', null],
    ['nothing else was asked', [get(501)], 'wrong-method', null],
    ['the other was not answered', [get(null), post(405)], 'wrong-method', null],
    ['a POST lacks its body', [get(405), post(422)], 'needs-body', null],
    ['a POST lacks its media type', [get(404), post(415)], 'needs-body', null],
    ['a POST is malformed', [get(200), post(400)], 'needs-body', null],
    ['neither is found', [get(404), post(404)], 'http-404', null],
    ['there is no POST and GET was not found', [get(404), post(405)], 'http-404', 'GET was answered 404'],
    ['there is no POST and GET lacks a query', [get(422), post(405)], 'http-4xx', 'GET was answered 422'],
    ['there is no GET and POST is forbidden', [get(405), post(403)], 'auth-required', null],
    ['there is no POST and GET breaks', [get(500), post(501)], 'http-5xx', 'GET was answered 500'],
    [
      'another method asks for payment',
      [post(402), get(404)],
      'wrong-method',
      'POST was answered 402, GET is stated',
    ],
    ['a redirect leads nowhere', [get(304)], 'bad-response', null],
  ] as const)('where %s', (_what, asked, reason, detail) => {
    expect(refusal(asked)).toEqual({ reason, detail });
  });

  it.each([400, 404, 422])('of a path with parameters that is answered %i is their lack', (status) => {
    for (const path of ['/users/:id', '/users/{id}', '/users/%7Bid%7D'])
      expect(refusal([get(status), post(status)], { at: `https://api.example.com${path}` }).reason).toBe(
        'needs-path-params',
      );
  });

  it('of a path with parameters that is answered otherwise is that answer', () => {
    const at = 'https://api.example.com/users/:id';

    expect(refusal([get(500)], { at }).reason).toBe('http-5xx');
    expect(refusal([get(405), post(405)], { at }).reason).toBe('wrong-method');
    expect(refusal([get(404), post(405)], { at }).reason).toBe('needs-path-params');
  });

  it('tells what the endpoint allows, in words that can be shown', () => {
    expect(refusal([get(405), post(405)], { allow: 'PUT,\u0007 DELETE' }).detail).toBe('Allow: PUT, DELETE');
    expect(refusal([get(405)], { allow: 'X'.repeat(500) }).detail).toHaveLength(107);
  });
});
