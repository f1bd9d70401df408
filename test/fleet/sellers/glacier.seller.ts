import express from 'express';
import { ask, type Payee, requirement } from '../ask.js';
import { refused } from '../endpoint.js';
import { challengeV2, sendV2 } from '../hand-made.js';
import { type Seller } from '../site.js';
import { BASE_USDC } from '../tokens.js';

const PATH = '/v1/ice-cores';
const ANSWER_MS = 30_000;

const payee: Payee = {
  evm: '0xE1770DCd8d99C31FD15C0F6A31734aAaf5839809',
  solana: '8kpbrErCBbMBKxKJHZSKQ1MYzR6fUDEeGM2bREubYoYB',
};

const price = ask(BASE_USDC, '0.02', payee);

/** A fair challenge, thrice as late as anybody waits. */
export const glacier: Seller = {
  name: 'glacier',
  open: (site) => {
    const resource = site.origin + PATH;
    const app = express().disable('x-powered-by');
    app.get(PATH, (_request, response) => {
      const timer = setTimeout(() => {
        const description = 'Ice core samples by site and depth.';
        sendV2(response, challengeV2({ url: resource, description }, [requirement(price)]));
      }, ANSWER_MS);
      const giveUp = (): void => clearTimeout(timer);
      response.on('close', giveUp);
      site.stopped.addEventListener('abort', giveUp, { once: true });
    });
    // Not an answer that refuses: no answer at all. So it waits, and becomes unreachable after days.
    const expect = { ...refused('unreachable-timeout', resource), state: 'PENDING' } as const;
    return { handler: app, endpoints: () => [{ name: 'slow', register: { resource }, expect }] };
  },
};
