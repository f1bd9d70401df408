import { x402Facilitator } from '@x402/core/facilitator';
import { type PaymentPayload, type PaymentRequirements } from '@x402/core/types';
import express, { type RequestHandler } from 'express';

import { BASE_USDC } from '../../fleet/tokens.js';

const PAYER = '0x857b06519E91e3A54538791bDbb0E22373e36b66';

/** The official facilitator; only the chain is none: what is signed is believed, and settled by counting. */
export function aFacilitator(): x402Facilitator {
  let settled = 0;
  return new x402Facilitator().register(BASE_USDC.network, {
    scheme: 'exact',
    caipFamily: 'eip155:*',
    getExtra: () => undefined,
    getSigners: () => [],
    verify: () => Promise.resolve({ isValid: true, payer: PAYER }),
    settle: () =>
      Promise.resolve({
        success: true,
        payer: PAYER,
        transaction: `0x${(++settled).toString(16).padStart(64, '0')}`,
        network: BASE_USDC.network,
      }),
  });
}

interface Asked {
  readonly paymentPayload: PaymentPayload;
  readonly paymentRequirements: PaymentRequirements;
}

/** The facilitator's own api, as resource servers ask it. */
export function served(facilitator: x402Facilitator): RequestHandler {
  const app = express().use(express.json());
  app.get('/supported', (_request, response) => void response.json(facilitator.getSupported()));
  app.post('/verify', async (request, response) => {
    const { paymentPayload, paymentRequirements } = request.body as Asked;
    response.json(await facilitator.verify(paymentPayload, paymentRequirements));
  });
  app.post('/settle', async (request, response) => {
    const { paymentPayload, paymentRequirements } = request.body as Asked;
    response.json(await facilitator.settle(paymentPayload, paymentRequirements));
  });
  return app;
}
