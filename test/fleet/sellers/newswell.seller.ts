import express from 'express';
import { ask, type Payee } from '../ask.js';
import { describeInput } from '../describe-input.js';
import { type FleetEndpoint } from '../endpoint.js';
import { officialSeller, type PaidRoute } from '../official-seller.js';
import { type Seller } from '../site.js';
import { BASE_USDC, POLYGON_USDC, SOLANA_USDC } from '../tokens.js';

const payee: Payee = {
  evm: '0x86d65453A87289c31ad5B64dCf20f9D167caF188',
  solana: '5iDmU2ajDp2uoua1kvkwtDxVbBQnqrjuJxgF5Hiq82hb',
};

const HEADLINES = '/v1/headlines';

const routes: readonly PaidRoute[] = [
  {
    name: 'news-search',
    method: 'GET',
    path: '/v1/search',
    register: '/v1/search?q=interest%20rates',
    description: 'News search over 40,000 publishers in 30 languages, with summaries, topics and sentiment.',
    tags: ['news', 'search', 'media monitoring'],
    asks: [ask(POLYGON_USDC, '0.01', payee)],
    discovery: {
      ...describeInput({
        q: { example: 'interest rates', description: 'Words to look for' },
        lang: { example: 'en', description: 'Language, ISO 639-1', optional: true },
      }),
      output: {
        example: { articles: [{ title: 'Rates held', url: 'https://example.com/a', sentiment: 0.1 }] },
      },
    },
  },
  {
    name: 'headlines-trailing-slash',
    method: 'GET',
    path: HEADLINES,
    description: 'Top headlines of the last hour by country and topic.',
    tags: ['news', 'headlines'],
    asks: [ask(BASE_USDC, '0.003', payee)],
    discovery: {
      ...describeInput({ country: { example: 'IT', description: 'ISO 3166-1 code', optional: true } }),
      output: { example: { headlines: [{ title: 'Ferry strike ends', country: 'IT' }] } },
    },
  },
  {
    name: 'reading-list-sign-in-only',
    method: 'GET',
    path: '/v1/reading-list',
    description: 'Your saved articles. Sign in with the wallet that saved them.',
    tags: ['news', 'reading list'],
    asks: [],
    signIn: { statement: 'Sign in to read your list', networks: [BASE_USDC.network, SOLANA_USDC.network] },
  },
];

/** The framework matches both spellings of the path; the shop answers under the one with the slash. */
const withSlash = (endpoint: FleetEndpoint): FleetEndpoint =>
  endpoint.name === 'headlines-trailing-slash'
    ? { ...endpoint, expect: { ...endpoint.expect, resource: `${endpoint.expect.resource}/` } }
    : endpoint;

export const newswell: Seller = {
  name: 'newswell',
  open: async (site) => {
    const { app, endpoints } = await officialSeller(site, 'Newswell', routes);
    const handler = express().disable('x-powered-by');
    handler.use((request, response, next) => {
      if (request.path !== HEADLINES) next();
      else response.redirect(308, `${HEADLINES}/${request.originalUrl.slice(HEADLINES.length)}`);
    });
    handler.use(app);
    return { handler, endpoints: () => endpoints().map(withSlash) };
  },
};
