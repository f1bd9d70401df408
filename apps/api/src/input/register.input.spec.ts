import { clientKey } from './client-key.js';
import { parseListingQuestion } from './listing-question.input.js';
import { parseInput } from './parse-input.js';
import { RegisterInput } from './register.input.js';

describe('RegisterInput', () => {
  it('takes a URL alone, and all that may stand beside it', () => {
    expect(parseInput(RegisterInput, { resource: ' https://a.example/x ' })).toEqual({
      resource: 'https://a.example/x',
      method: null,
      toolName: null,
      example: null,
    });
    expect(
      parseInput(RegisterInput, { resource: 'https://a.example', method: 'post', example: { q: 1 } }),
    ).toMatchObject({ method: 'POST', example: '{"q":1}' });
  });

  it('takes the tool of an MCP server without a method', () => {
    expect(
      parseInput(RegisterInput, { resource: 'https://a.example/mcp', toolName: 'geocode', method: 'POST' }),
    ).toMatchObject({ method: null, toolName: 'geocode' });
  });

  it.each(['GET', 'HEAD', 'delete', 'POST', 'Put', 'PATCH'])('takes %s', (method) => {
    expect(parseInput(RegisterInput, { resource: 'https://a.example', method })).toMatchObject({
      method: method.toUpperCase(),
    });
  });

  it.each(['OPTIONS', 'TRACE', 'CONNECT', 'BUY', 'PROPFIND'])('does not take %s for a method', (method) => {
    expect(() => parseInput(RegisterInput, { resource: 'https://a.example', method })).toThrow(
      /^method: must be one of GET, /,
    );
  });

  it.each([
    ['nothing', undefined, /must be an object/],
    ['a list', [], /must be an object/],
    ['no resource', {}, /^resource: /],
    ['an empty resource', { resource: ' ' }, /^resource: must not be empty/],
    ['a number', { resource: 5 }, /^resource: must be text/],
    ['a method that is none', { resource: 'https://a.example', method: 'G T' }, /^method: /],
    ['a field nobody knows', { resource: 'https://a.example', methods: 'GET' }, /methods/],
    ['a large example', { resource: 'https://a.example', example: 'x'.repeat(70_000) }, /^example: /],
  ])('refuses %s', (_what, raw, message) => {
    expect(() => parseInput(RegisterInput, raw)).toThrow(message);
  });
});

describe('parseListingQuestion', () => {
  it.each([
    ['neither', {}],
    ['both', { id: 'a', resource: 'https://a.example' }],
    ['a malformed URL', { resource: 'a.example' }],
    ['a file', { resource: 'file:///etc/passwd' }],
  ])('refuses %s', (_what, raw) => {
    expect(() => parseListingQuestion(raw)).toThrow();
  });
});

describe('clientKey', () => {
  it.each([
    ['an IPv4 address', '192.0.2.1', '192.0.2.1'],
    ['one written as IPv6', '::ffff:192.0.2.1', '192.0.2.1'],
    ['the /64 of an IPv6 address', '2001:db8:1:2:3:4:5:6', '20010db800010002::/64'],
    ['the same /64', '2001:db8:1:2:ffff::1', '20010db800010002::/64'],
    ['nothing', undefined, 'unknown'],
  ])('counts by %s', (_what, address, key) => {
    expect(clientKey(address)).toBe(key);
  });
});
