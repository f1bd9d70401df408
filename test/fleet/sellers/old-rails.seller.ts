import express, { type Response } from 'express';
import { refused } from '../endpoint.js';
import { type Seller } from '../site.js';

interface Rail {
  readonly name: string;
  readonly path: string;
  readonly answer: (response: Response, facilitatorUrl: string) => void;
  readonly reason: string;
  readonly method?: string;
}

const rails: readonly Rail[] = [
  {
    name: 'l402-only',
    path: '/v1/blocks',
    answer: (response) =>
      response
        .status(402)
        .set('www-authenticate', 'L402 macaroon="AgEMb2xkLXJhaWxzLmludA==", invoice="lnbc100n1pexample"')
        .type('text/plain')
        .send('Payment Required'),
    reason: 'other-rail',
    method: 'GET',
  },
  {
    name: 'no-such-page',
    path: '/v1/retired-long-ago',
    answer: (response) => response.status(404).json({ error: 'Not found.' }),
    reason: 'http-404',
  },
  {
    name: 'key-wanted',
    path: '/v1/members',
    answer: (response) =>
      response.status(401).set('www-authenticate', 'Bearer').json({ error: 'API key missing.' }),
    reason: 'auth-required',
  },
  {
    name: 'crashing',
    path: '/v1/mempool',
    answer: (response) => response.status(500).json({ error: 'Internal error.' }),
    reason: 'http-5xx',
  },
  {
    name: 'redirect-to-another-origin',
    path: '/v1/fees',
    answer: (response, facilitatorUrl) => response.redirect(302, `${facilitatorUrl}/supported`),
    reason: 'redirect-off-origin',
  },
];

/** A shop that takes no x402: other protocols, closed doors, ways out. Every method gets the same answer. */
export const oldRails: Seller = {
  name: 'old-rails',
  open: (site) => {
    const app = express().disable('x-powered-by');
    for (const { path, answer } of rails) {
      app.all(path, (_request, response) => answer(response, site.facilitatorUrl));
    }
    return {
      handler: app,
      endpoints: () =>
        rails.map(({ name, path, reason, method }) => {
          const resource = site.origin + path;
          return {
            name,
            register: { resource },
            expect: refused(reason, resource, { method: method ?? null }),
          };
        }),
    };
  },
};
