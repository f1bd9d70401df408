import { aCall, aPart } from '../../../../test/builders/a-due-target.js';
import { asBody, fillIn, withQuery } from './fill-in.js';

const url = new URL('https://api.example.com/v1/weather?units=si');
const rome = { city: 'Rome' };

describe('a request', () => {
  it('is filled with the query that is shown, beside its own', () => {
    const call = aCall({ parts: [aPart('QUERY', { city: 'Rome', days: 3, units: 'imperial' })] });

    expect(fillIn(url, call)).toEqual({
      url: new URL('https://api.example.com/v1/weather?units=imperial&city=Rome&days=3'),
      body: null,
    });
  });

  it.each([
    ['https://api.example.com/weather/:city', 'https://api.example.com/weather/Rome'],
    ['https://api.example.com/weather/{city}', 'https://api.example.com/weather/Rome'],
    ['https://api.example.com/weather/Oslo', 'https://api.example.com/weather/Rome'],
  ])('is filled with the path that is shown: %s', (asked, filled) => {
    const call = aCall({
      url: 'https://api.example.com/weather/:city',
      parts: [aPart('PATH', rome)],
    });

    expect(fillIn(new URL(asked), call)?.url.href).toBe(filled);
  });

  it('is filled with the body that is shown, where it is a POST', () => {
    const parts = [aPart('BODY', rome)];

    expect(fillIn(url, aCall({ method: 'POST', parts }))).toEqual({
      url,
      body: { text: '{"city":"Rome"}', contentType: 'application/json' },
    });
    expect(fillIn(url, aCall({ method: 'PUT', parts }))).toBeNull();
  });

  it.each([
    ['of another origin', aCall({ url: 'https://other.example.com/v1', parts: [aPart('QUERY', rome)] })],
    ['of another port', aCall({ url: 'https://api.example.com:8443/v1', parts: [aPart('QUERY', rome)] })],
    ['of a mere name', aCall({ url: null, parts: [aPart('QUERY', rome)] })],
    ['without values', aCall({ parts: [aPart('QUERY', {}), aPart('BODY', rome)] })],
    ['of headers alone', aCall({ parts: [aPart('HEADER', { 'x-payment': 'all', authorization: 'x' })] })],
  ])('is left as it is by a call %s', (_what, call) => {
    expect(fillIn(url, call)).toBeNull();
  });

  it('is not made where the path of a documentation stays one', () => {
    const asked = new URL('https://api.example.com/weather/:city');

    expect(
      fillIn(asked, aCall({ parts: [aPart('PATH', { town: 'Rome' }), aPart('QUERY', rome)] })),
    ).toBeNull();
  });
});

describe('a query', () => {
  const plain = new URL('https://api.example.com/v1?a=1');

  it.each([
    [{ city: 'Rome', days: 3, full: true }, 'https://api.example.com/v1?a=1&city=Rome&days=3&full=true'],
    [{ a: '2' }, 'https://api.example.com/v1?a=2'],
    [{ nested: { x: 1 }, list: [1], none: null }, plain.href],
    [['x'], plain.href],
    ['x', plain.href],
    [{ long: 'x'.repeat(9_000) }, plain.href],
    [null, plain.href],
  ])('takes of %j what is plain', (values, href) => {
    expect(withQuery(plain, values).href).toBe(href);
  });
});

describe('a body', () => {
  it.each([
    [rome, null, { text: '{"city":"Rome"}', contentType: 'application/json' }],
    [['a'], 'json', { text: '["a"]', contentType: 'application/json' }],
    ['Rome', 'text', { text: 'Rome', contentType: 'text/plain;charset=utf-8' }],
    ['Rome', 'json', { text: '"Rome"', contentType: 'application/json' }],
    [rome, 'form-data', null],
    [null, 'json', null],
    [undefined, 'json', null],
    ['x'.repeat(9_000), 'text', null],
  ])('of %j, as %s', (value, bodyType, body) => {
    expect(asBody(value, bodyType)).toEqual(body);
  });
});
