import { AppError } from '@bazaar/kernel';

import { ListingFilterInput } from './listing-filter.input.js';
import { parseInput } from './parse-input.js';

const parse = (raw: unknown) => parseInput(ListingFilterInput, raw);

describe('ListingFilterInput', () => {
  it.each([
    ['nothing', undefined, {}],
    ['null, as GraphQL says nothing', null, {}],
    ['fields that are null', { networks: null, maxPriceUsd: null }, {}],
    ['a V1 name', { networks: [' base '] }, { networks: ['base'] }],
    ['a network nobody knows', { networks: ['eip155:999999999'] }, { networks: ['eip155:999999999'] }],
    ['a pattern', { networks: ['eip155:*'] }, { networks: ['eip155:*'] }],
    ['an empty list, which matches nothing', { tags: [] }, { tags: [] }],
    ['a cap in micro dollars', { maxPriceUsd: '0.000001' }, { maxUsdMicros: 1n }],
    ['a cap of zero', { maxPriceUsd: '0' }, { maxUsdMicros: 0n }],
    ['a method in any case', { methods: ['get'] }, { methods: ['GET'] }],
    [
      'an origin, whatever follows it',
      { origins: ['https://API.example.com/x?y'] },
      { origins: ['https://api.example.com'] },
    ],
    [
      'a time with an offset',
      { changedSince: '2026-01-01T01:00:00+01:00' },
      { changedSince: new Date('2026-01-01') },
    ],
    ['a date', { probedSince: '2026-01-01' }, { probedSince: new Date('2026-01-01') }],
    ['a category nobody knows', { categories: [' ai/nothing '] }, { categories: ['ai/nothing'] }],
    ['a share of nothing', { minUptime: 0 }, { minUptime: 0 }],
    ['a scheme nobody knows', { schemes: ['barter'] }, { schemes: ['barter'] }],
  ])('takes %s', (_what, raw, filter) => {
    expect(parse(raw)).toEqual(filter);
  });

  it.each([
    ['a network of no known form', { networks: ['!!!'] }, /^networks\.0: .*CAIP-2/],
    ['an empty network', { networks: [''] }, /^networks\.0:/],
    ['one text instead of a list', { networks: 'base' }, /^networks: must be a list/],
    ['more than 100 entries', { tags: Array.from({ length: 101 }, () => 'a') }, /^tags: .*100/],
    ['seven decimals', { maxPriceUsd: '0.0000001' }, /^maxPriceUsd: .*six decimals/],
    ['a negative price', { maxPriceUsd: '-1' }, /^maxPriceUsd:/],
    ['a price in words', { minPriceUsd: 'cheap' }, /^minPriceUsd:/],
    ['a price as a number', { maxPriceUsd: 0.05 }, /^maxPriceUsd: must be a decimal as text/],
    ['an exponent', { maxPriceUsd: '1e3' }, /^maxPriceUsd:/],
    ['an origin that is none', { origins: ['api.example.com'] }, /^origins\.0: .*https/],
    ['a time in words', { changedSince: 'yesterday' }, /^changedSince: must be a time/],
    ['a month that is none', { changedSince: '2026-13-01' }, /^changedSince:/],
    ['a state that is none', { states: ['FINE'] }, /^states\.0: must be one of PENDING/],
    ['a NUL', { payTo: 'a\0b' }, /^payTo: must not contain NUL/],
    ['text without an end', { urlSubstring: 'x'.repeat(3_000) }, /^urlSubstring: .*2048/],
    ['a share below zero', { minUptime: -0.1 }, /^minUptime: must be a number from 0 to 1/],
    ['a share that is no number', { minUptime: NaN }, /^minUptime: must be a number from 0 to 1/],
    ['a share above one', { minUptime: 2 }, /^minUptime: must be a number from 0 to 1/],
    ['a field nobody knows', { netwroks: ['base'] }, /netwroks/],
  ])('refuses %s', (_what, raw, message) => {
    expect(() => parse(raw)).toThrow(AppError);
    expect(() => parse(raw)).toThrow(message);
  });
});
