import { registrableDomain } from './registrable-domain.js';

it.each([
  ['https://api.example.com', 'example.com'],
  ['https://a.b.example.co.uk:8443', 'example.co.uk'],
  ['https://shop.vercel.app', 'shop.vercel.app'],
  ['https://api.shop.vercel.app', 'shop.vercel.app'],
  ['https://vercel.app', 'vercel.app'],
  ['http://93.184.216.34:8080', '93.184.216.34'],
  ['https://[2606:4700::1111]', '2606:4700::1111'],
  ['https://xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ['mcp://weather', 'weather'],
])('knows whose %s is', (origin, domain) => {
  expect(registrableDomain(origin)).toBe(domain);
});
