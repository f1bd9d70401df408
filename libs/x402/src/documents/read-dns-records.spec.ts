import { readDnsRecords } from './read-dns-records.js';

const CURRENT =
  'v=x402-1; wk=https://api.example.com/.well-known/x402; k=both; net=base, eip155:137; scheme=exact';
const OLDER = 'v=x4021;descriptor=api;url=https://example.com/.well-known/x402';
const urls = (records: readonly (string | readonly string[])[], domain = 'example.com') =>
  readDnsRecords(records, domain).pointers.map(({ url }) => url);
const issues = (...records: readonly string[]) => readDnsRecords(records, 'example.com').issues;

it('reads the record of the current draft, in any order and in pieces', () => {
  const expected = {
    pointers: [
      {
        url: 'https://api.example.com/.well-known/x402',
        grammar: 'x402-1',
        kind: 'both',
        networks: ['base', 'eip155:137'],
        schemes: ['exact'],
        descriptor: null,
      },
    ],
    issues: [],
  };

  expect(readDnsRecords([CURRENT], 'example.com')).toEqual(expected);
  expect(readDnsRecords([[CURRENT.slice(0, 40), CURRENT.slice(40)]], 'example.com')).toEqual(expected);
});

it('reads the records of the older draft, several of them', () => {
  const { pointers } = readDnsRecords([OLDER, 'v=x4021;url=https://pay.example.com/x'], 'example.com');

  expect(pointers).toMatchObject([
    { url: 'https://example.com/.well-known/x402', grammar: 'x4021', descriptor: 'api' },
    { url: 'https://pay.example.com/x', descriptor: null },
  ]);
});

it('takes two records of the current draft for none, whichever came first', () => {
  const other = 'v=x402-1; wk=https://other.example.com/x';

  expect(urls([CURRENT, other])).toEqual([]);
  expect(issues(CURRENT, other)).toEqual([{ code: 'dns-records-several', detail: '2 records' }]);
  expect(urls([CURRENT, other, OLDER])).toEqual(['https://example.com/.well-known/x402']);
});

it.each([
  ['v=x402-1; wk=http://example.com/x', 'wk is no https URL'],
  ['v=x402-1; k=both', 'wk is no https URL'],
  ['v=x402-1; wk=https://user:pass@example.com/x', 'wk is no https URL'],
  ['v=x402-1; wk=https://example.org/x', 'wk is outside of the domain'],
  ['v=x402-1; wk=https://notexample.com/x', 'wk is outside of the domain'],
  ['v=x402-1; wk=https://example.com/x; wk=https://example.com/y', 'a key stands twice'],
  ['v=x4021;url=//example.com', 'url is no https URL'],
])('says what is wrong with %s', (record, detail) => {
  expect(urls([record])).toEqual([]);
  expect(issues(record)).toEqual([{ code: 'document-part-unreadable', detail }]);
});

it.each([
  'https://example.com/.well-known/x402',
  'x402-manifest=https://example.com',
  'v=spf1 -all',
  '',
  'v=x402',
])('passes over what is no record of either draft: %s', (record) =>
  expect(readDnsRecords([record], 'example.com')).toEqual({ pointers: [], issues: [] }),
);

it('compares names as DNS does', () => {
  const [record] = ['v=x402-1; wk=https://API.Example.COM./x'];

  expect(urls([record], 'example.com.')).toHaveLength(1);
  expect(urls(['v=x402-1; wk=https://xn--bcher-kva.example/x'], 'xn--bcher-kva.example')).toHaveLength(1);
  expect(urls(['v=x402-1; wk=https://bücher.example/x'], 'xn--bcher-kva.example')).toHaveLength(1);
});

it('looks at so many records and no more', () => {
  const many = Array.from({ length: 100 }, (_, at) => `v=x4021;url=https://example.com/${at}`);

  expect(urls(many)).toHaveLength(64);
  expect(issues(...many)).toEqual([{ code: 'document-cut', detail: '100 TXT records' }]);
});
