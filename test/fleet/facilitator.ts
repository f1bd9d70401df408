import express, { type RequestHandler } from 'express';
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

/** Tells sellers what it could settle, and settles nothing: no money moves in this fleet. */
export function facilitator(): RequestHandler {
  const app = express();
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
