import express, { type Response } from 'express';
import { ask, expectedOffer, type Payee, requirement, requirementV1 } from '../ask.js';
import { type Expectation, type ExpectedOffer, listed, refused } from '../endpoint.js';
import { challengeV2, sendV1, sendV2 } from '../hand-made.js';
import { type Seller } from '../site.js';
import { BASE_USDC, SOLANA_USDC } from '../tokens.js';

const payee: Payee = {
  evm: '0x99f8e41532bf92c774d8BcAbbFFA855E61a2B979',
  solana: 'FseUZgNnvHhDtm966TbRh2VjXtnwPuedGgMqqHoUYpnf',
};

/** Well above the 256 KiB a probe reads. */
const OVERSIZED_BYTES = 400 * 1024;

const good = ask(BASE_USDC, '0.007', payee);
const recipes = 'Recipe search by ingredients, with nutrition facts.';
const lyrics = 'Song lyrics with line timings.';

/** A price in dollars where atomic units belong: readable as an offer, not as an amount. */
const dollars = { ...requirement(ask(BASE_USDC, '0.05', payee)), amount: '$0.05' };
const dollarsExpected: ExpectedOffer = { ...expectedOffer(good), amountAtomic: null, priceUsd: null };

interface Ruin {
  readonly name: string;
  readonly path: string;
  readonly answer: (response: Response, url: string) => void;
  readonly expect: (url: string) => Expectation;
}

const ruins: readonly Ruin[] = [
  {
    name: 'broken-header',
    path: '/v1/horoscope',
    answer: (response) =>
      response.status(402).set('payment-required', '<<your payment here>>').send('Pay first.'),
    expect: (url) => refused('invalid-challenge', url, { method: 'GET' }),
  },
  {
    name: 'empty-402',
    path: '/v1/jokes',
    answer: (response) => response.status(402).end(),
    expect: (url) => refused('invalid-challenge', url, { method: 'GET' }),
  },
  {
    name: 'empty-accepts',
    path: '/v1/quotes',
    answer: (response, url) => sendV2(response, challengeV2({ url, description: 'Quotes of the day.' }, [])),
    expect: (url) =>
      refused('empty-accepts', url, { method: 'GET', x402Version: 2, description: 'Quotes of the day.' }),
  },
  {
    name: 'one-offer-without-amount',
    path: '/v1/recipes',
    answer: (response, url) =>
      sendV2(response, challengeV2({ url, description: recipes }, [requirement(good), dollars])),
    expect: (url) =>
      listed({
        resource: url,
        x402Version: 2,
        description: recipes,
        offers: [expectedOffer(good), dollarsExpected],
        issues: ['amount-not-atomic'],
      }),
  },
  {
    name: 'one-offer-not-an-object',
    path: '/v1/lyrics',
    answer: (response, url) =>
      sendV2(response, challengeV2({ url, description: lyrics }, ['solana', requirement(good)])),
    expect: (url) =>
      listed({
        resource: url,
        x402Version: 2,
        description: lyrics,
        offers: [expectedOffer(good)],
        issues: ['offer-not-an-object'],
      }),
  },
  {
    name: 'oversized-body',
    path: '/v1/atlas',
    answer: (response, url) => {
      const outputSchema = {
        input: { type: 'http', method: 'GET' },
        output: { tile: 'x'.repeat(OVERSIZED_BYTES) },
      };
      sendV1(response, [
        requirementV1(ask(SOLANA_USDC, '0.001', payee), { url, description: 'Map tiles.', outputSchema }),
      ]);
    },
    expect: (url) => refused('body-too-large', url, { method: 'GET' }),
  },
];

/** Everything that can be wrong with a 402. */
export const tumbledown: Seller = {
  name: 'tumbledown',
  open: (site) => {
    const app = express().disable('x-powered-by');
    for (const { path, answer } of ruins) {
      app.get(path, (_request, response) => answer(response, site.origin + path));
    }
    return {
      handler: app,
      endpoints: () =>
        ruins.map(({ name, path, expect }) => {
          const resource = site.origin + path;
          return { name, register: { resource }, expect: expect(resource) };
        }),
    };
  },
};
