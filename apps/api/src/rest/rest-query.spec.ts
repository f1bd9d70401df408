import { parseFilter, unappliedNames } from './filter-query.js';
import { isBrief, limitOf, offsetOf } from './page-query.js';
import { FILTER_PARAMETERS, type RestQuery } from './query-parameters.js';
import { parseSearch } from './search-query.js';

describe('parseFilter', () => {
  it.each<[string, RestQuery, object]>([
    ['nothing', {}, {}],
    ['one value where a list may stand', { network: 'base' }, { networks: ['base'] }],
    ['a repeated name', { network: ['base', 'solana'] }, { networks: ['base', 'solana'] }],
    ['a type in lower case', { type: 'mcp' }, { types: ['MCP'] }],
    ['a type that the protocol may grow', { type: 'a2a' }, { types: [] }],
    [
      'the names of the standard API',
      { payTo: '0xA', scheme: 'exact', extensions: 'x' },
      { payTo: '0xA', schemes: ['exact'], extensions: ['x'] },
    ],
    ['a price', { maxUsdPrice: '0.05' }, { maxUsdMicros: 50_000n }],
    ['flags', { callable: 'true', ownerVerified: 'false' }, { callable: true, ownerVerified: false }],
    ['a share', { minUptime: '0.95' }, { minUptime: 0.95 }],
    ['testnets as well', { testnets: 'true' }, { environment: 'ANY' }],
    ['states in any case', { state: 'stale' }, { states: ['STALE'] }],
  ])('reads %s', (_what, query, filter) => {
    expect(parseFilter(query)).toEqual(filter);
  });

  it.each<[string, RestQuery, RegExp]>([
    ['a malformed network under its own name', { network: '!!!' }, /^network: /],
    ['an empty value', { network: '' }, /^network: must not be empty/],
    ['a type that is no word', { type: '!' }, /^type: /],
    ['a flag that is none', { callable: 'yes' }, /^callable: must be true or false/],
    ['two payees', { payTo: ['a', 'b'] }, /^payTo: may be given once/],
    ['a price in words', { maxUsdPrice: 'cheap' }, /^maxUsdPrice: /],
    ['testnets and mainnet', { testnets: 'true', environment: 'mainnet' }, /^testnets: contradicts/],
    ['testnets in words', { testnets: 'some' }, /^testnets: /],
    ['an uptime that is no number', { minUptime: 'high' }, /^minUptime: /],
  ])('refuses %s', (_what, query, message) => {
    expect(() => parseFilter(query)).toThrow(message);
  });
});

describe('unappliedNames', () => {
  it('names unknown parameters alone', () => {
    const query = { network: 'base', foo: '1', __proto__: 'x', minUptime: '0.5', '': 'x' };

    expect(unappliedNames(query, Object.keys(FILTER_PARAMETERS))).toEqual(['foo']);
  });
});

describe('pages', () => {
  it.each([
    [undefined, 20],
    ['1', 1],
    ['100', 100],
    ['101', 100],
    ['1000000000', 100],
    ['9'.repeat(50), 100],
  ])('reads limit %s as %i', (limit, read) => {
    expect(limitOf(limit === undefined ? {} : { limit })).toBe(read);
  });

  it.each(['0', '-1', 'x', '', '1.5', '1e2', ' 5'])('refuses limit %j', (limit) => {
    expect(() => limitOf({ limit })).toThrow(/^limit: /);
  });

  it.each(['-1', 'x', '', '1.5', '9'.repeat(20)])('refuses offset %j', (offset) => {
    expect(() => offsetOf({ offset })).toThrow(/^offset: /);
  });

  it('knows two views', () => {
    expect([isBrief({}), isBrief({ view: 'brief' })]).toEqual([false, true]);
    expect(() => isBrief({ view: 'tiny' })).toThrow(/^view: /);
  });
});

describe('parseSearch', () => {
  it('reads text, wishes and budget', () => {
    const query = {
      query: 'a b',
      preferNetwork: 'solana',
      avoidNetwork: 'base',
      preferAsset: 'USDC',
      totalUsd: '1',
      calls: '3',
    };

    expect(parseSearch(query)).toMatchObject({
      text: 'a b',
      prefer: { networks: ['solana'], avoidNetworks: ['base'], assets: ['USDC'] },
      budget: { totalUsdMicros: 1_000_000n, calls: 3 },
    });
  });

  it('takes an empty query', () => {
    expect(parseSearch({ query: '' }).text).toBe('');
  });

  it.each<[string, RestQuery, RegExp]>([
    ['no query', {}, /^query: must be given/],
    ['two queries', { query: ['a', 'b'] }, /^query: may be given once/],
    ['a query without an end', { query: 'x'.repeat(1_001) }, /^query: .*1000/],
    ['no calls at all', { query: '', calls: '0' }, /^calls: /],
    ['half a call', { query: '', calls: '0.5' }, /^calls: /],
    ['calls in words', { query: '', calls: 'many' }, /^calls: /],
    ['a total of seven decimals', { query: '', totalUsd: '0.0000001' }, /^totalUsd: /],
    ['a malformed wish', { query: '', preferNetwork: '!!!' }, /^preferNetwork: /],
    ['a malformed filter', { query: '', network: '!!!' }, /^network: /],
  ])('refuses %s', (_what, query, message) => {
    expect(() => parseSearch(query)).toThrow(message);
  });
});
