import express from 'express';
import { ask, atomic, type Payee } from '../ask.js';
import { describeInput } from '../describe-input.js';
import { officialSeller } from '../official-seller.js';
import { type Seller } from '../site.js';
import { BASE_USDC } from '../tokens.js';

const payee: Payee = {
  evm: '0x347Cad83a0ee4aa043F68E289C0Fdf3f4d6E7E99',
  solana: '5ajUS3cjhd68XTwBKKPbFVqbK2GvZ9ysPVsW2by4XfPG',
};

/** Charges what it is told to, from one moment to the next. */
export const spotpower: Seller = {
  name: 'spotpower',
  open: async (site) => {
    let current = '0.01';
    const setPrice = (usd: string): void => {
      if (BigInt(atomic(usd, BASE_USDC.decimals)) === 0n) throw new Error('The price must be above zero.');
      current = usd;
    };
    const { app, endpoints } = await officialSeller(site, 'Spotpower', [
      {
        name: 'electricity-price-that-moves',
        method: 'GET',
        path: '/v1/day-ahead',
        register: '/v1/day-ahead?zone=DE-LU',
        description: 'Day-ahead electricity spot prices by the hour for European bidding zones.',
        tags: ['energy', 'electricity', 'market data'],
        asks: [ask(BASE_USDC, () => current, payee)],
        discovery: {
          ...describeInput({ zone: { example: 'DE-LU', description: 'Bidding zone' } }),
          output: { example: { zone: 'DE-LU', hours: [{ hour: 0, eurPerMwh: '61.20' }] } },
        },
      },
    ]);
    return { handler: app, endpoints, control: control(setPrice), setPrice };
  },
};

/** `POST /control/price {"usd": "0.02"}` */
function control(setPrice: (usd: string) => void): express.RequestHandler {
  const router = express.Router();
  router.post('/control/price', express.json(), (request, response) => {
    const { usd } = (request.body ?? {}) as { usd?: unknown };
    try {
      if (typeof usd !== 'string') throw new Error('usd must be a decimal as text, such as "0.02".');
      setPrice(usd);
      response.json({ usd });
    } catch (error) {
      response.status(400).json({ error: error instanceof Error ? error.message : 'Bad price.' });
    }
  });
  return router;
}
