import { isFromOtherSite } from './is-from-other-site.js';

const PUBLIC_URL = 'https://bazaar.example.com/base';

describe('a request', () => {
  it.each([
    ['of no page', undefined, 'bazaar.example.com', PUBLIC_URL, false],
    ['of our own page', 'https://bazaar.example.com', '127.0.0.1:3000', PUBLIC_URL, false],
    ['of the host that was asked', 'http://localhost:3000', 'LocalHost:3000', undefined, false],
    ['of another port', 'http://localhost:8080', 'localhost:3000', undefined, true],
    ['of another site', 'https://elsewhere.example', 'bazaar.example.com', PUBLIC_URL, true],
    ['of another site, where we know no host', 'https://elsewhere.example', undefined, undefined, true],
    ['of a page that hides', 'null', 'bazaar.example.com', PUBLIC_URL, true],
  ])('%s', (_what, origin, host, publicUrl, expected) => {
    expect(isFromOtherSite({ origin, host }, publicUrl)).toBe(expected);
  });
});
