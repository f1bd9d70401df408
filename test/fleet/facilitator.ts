import express, { type RequestHandler } from 'express';
import { type FleetEndpoint } from './endpoint.js';
import * as tokens from './tokens.js';

const EVM_SIGNER = '0xA044a0fC405301297e4A91db1Fb6bE003090e197';
/** Pays the fees of Solana transfers; a challenge on Solana names it as `extra.feePayer`. */
export const SOLANA_SIGNER = 'J1YYNt4k7cTKchJa22ZZkEiP4gQTxHMX73abG1MFf4yi';

const networks = Object.values(tokens).map(({ network }) => network);

const kinds = [
  ...networks.map((network) => ({
    x402Version: 2,
    scheme: 'exact',
    network,
    ...(network.startsWith('solana:') && { extra: { feePayer: SOLANA_SIGNER } }),
  })),
  {
    x402Version: 2,
    scheme: 'upto',
    network: tokens.BASE_USDC.network,
    extra: { facilitatorAddress: EVM_SIGNER },
  },
];

/** A catalogue gives what was asked for, and never more than this. */
const PAGE_MAX = 100;

/**
 * Tells sellers what it could settle, and settles nothing: no money moves in this fleet. Its catalogue lists what would
 * have been paid through it.
 */
export function facilitator(endpoints: () => readonly FleetEndpoint[]): RequestHandler {
  const app = express();
  app.get('/discovery/resources', ({ query }, response) => {
    const paid = endpoints().filter(({ expect }) => expect.state === 'LISTED' && expect.toolName === null);
    const limit = Math.min(Number(query['limit'] ?? 20), PAGE_MAX);
    const offset = Number(query['offset'] ?? 0);
    const items = paid.slice(offset, offset + limit).map(({ register, expect }) => ({
      ...{ resource: register.resource, type: 'http', x402Version: expect.x402Version, accepts: [] },
      lastUpdated: new Date().toISOString(),
    }));
    response.json({ x402Version: 2, items, pagination: { limit, offset, total: paid.length } });
  });
  app.get('/supported', (_request, response) => {
    response.json({
      kinds,
      extensions: ['bazaar'],
      signers: { 'eip155:*': [EVM_SIGNER], 'solana:*': [SOLANA_SIGNER] },
    });
  });
  app.post('/verify', (_request, response) => {
    response.json({
      isValid: false,
      invalidReason: 'payments_refused',
      invalidMessage: 'The loopback facilitator verifies no payments.',
    });
  });
  app.post('/settle', (_request, response) => {
    response.json({
      success: false,
      errorReason: 'payments_refused',
      errorMessage: 'The loopback facilitator settles no payments.',
      transaction: '',
      network: tokens.BASE_USDC.network,
    });
  });
  return app;
}
