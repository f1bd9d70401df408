import { ask, type Payee } from '../ask.js';
import { describeInput } from '../describe-input.js';
import { officialSeller, type PaidRoute } from '../official-seller.js';
import { type Seller } from '../site.js';
import { ARBITRUM_USDC, BASE_USDC, SOLANA_USDC } from '../tokens.js';

const payee: Payee = {
  evm: '0x262aCAe3B762ff06B19B8f7B7239E66DAAe6eEb1',
  solana: '3EvASJdHbVF682grTwTefuB3etHf8C3KiFErQaFoUcjR',
};

const routes: readonly PaidRoute[] = [
  {
    name: 'fx-rates',
    method: 'GET',
    path: '/v1/fx',
    register: '/v1/fx?base=EUR&quote=USD',
    description: 'Foreign exchange rates for 160 currencies: mid, bid and ask, refreshed every minute.',
    tags: ['fx', 'exchange rates', 'finance'],
    asks: [ask(SOLANA_USDC, '0.002', payee), ask(BASE_USDC, '0.002', payee)],
    discovery: {
      ...describeInput({
        base: { example: 'EUR', description: 'Base currency, ISO 4217' },
        quote: { example: 'USD', description: 'Quote currency, ISO 4217' },
      }),
      output: { example: { base: 'EUR', quote: 'USD', mid: '1.0842', at: '2026-05-01T12:00:00Z' } },
    },
  },
  {
    name: 'crypto-price-solana',
    method: 'GET',
    path: '/v1/crypto/:symbol',
    register: '/v1/crypto/sol',
    description: 'Spot price of a cryptocurrency in US dollars, volume-weighted over twelve exchanges.',
    tags: ['crypto', 'prices', 'market data'],
    asks: [ask(SOLANA_USDC, '0.0005', payee)],
    discovery: {
      pathParamsSchema: {
        properties: {
          symbol: { type: 'string', description: 'Ticker in lower case such as btc, eth or sol' },
        },
        required: ['symbol'],
      },
      output: { example: { symbol: 'sol', usd: '182.41', volume24h: '2410000000' } },
    },
  },
  {
    name: 'stock-history',
    method: 'GET',
    path: '/v1/stocks/history',
    register: '/v1/stocks/history?ticker=ACME',
    description:
      'Daily stock price history (open, high, low, close, volume), adjusted for splits and dividends.',
    tags: ['stocks', 'market data', 'history'],
    asks: [ask(ARBITRUM_USDC, '0.05', payee)],
    discovery: {
      ...describeInput({ ticker: { example: 'ACME', description: 'Exchange ticker' } }),
      output: { example: { ticker: 'ACME', days: [{ date: '2026-05-01', close: '101.20' }] } },
    },
  },
];

export const tickerline: Seller = {
  name: 'tickerline',
  open: async (site) => {
    const { app, endpoints } = await officialSeller(site, 'Tickerline', routes);
    return { handler: app, endpoints };
  },
};
