import { ask, type Payee } from '../ask.js';
import { type HandMadeRoute, handMadeShop } from '../hand-made-shop.js';
import { type Seller } from '../site.js';
import { BASE_USDC } from '../tokens.js';

const payee: Payee = {
  evm: '0x5bE6D3C1c5f6a0C5B0F0C8b4Fa0F1C1f5D0D7B21',
  solana: '4Nd1mYvR7H1gq9WmF9mC6u2GJQh5bq7e5E8wqjzX1t3S',
};

const routes: readonly HandMadeRoute[] = [
  {
    name: 'origami-diagrams',
    form: 'plain',
    method: 'GET',
    path: '/v1/diagrams',
    register: '/v1/diagrams?model=crane',
    description: 'Origami diagrams step by step, by model and difficulty.',
    tags: ['origami'],
    ask: ask(BASE_USDC, '0.002', payee),
    fields: { model: { example: 'crane', description: 'What to fold' } },
  },
  {
    name: 'origami-crease-check',
    form: 'plain',
    method: 'POST',
    path: '/v1/creases',
    register: '/v1/creases',
    description: 'Check whether a crease pattern folds flat, by Maekawa and Kawasaki.',
    tags: ['origami'],
    ask: ask(BASE_USDC, '0.005', payee),
    fields: { pattern: { example: 'M,V,M,M', description: 'Crease pattern' } },
  },
];

/** Publishes what it sells: one endpoint in its manifest, the other in its OpenAPI document. */
export const foldery: Seller = {
  name: 'foldery',
  open: ({ origin }) => {
    let isOptedOut = false;
    const { app, endpoints } = handMadeShop(origin, 'Foldery', routes);
    app.get('/.well-known/x402', (_request, response) => {
      const word = isOptedOut ? { x402: 'noindex' } : {};
      response.json({ ...word, version: 1, resources: ['GET /v1/diagrams'], openapi: '/openapi.json' });
    });
    app.get('/openapi.json', (_request, response) => {
      response.json(openApi(origin));
    });
    return { handler: app, endpoints, setOptedOut: (isOut) => (isOptedOut = isOut) };
  },
};

/** Beside what is for sale it names what is not. */
const openApi = (origin: string): object => ({
  openapi: '3.1.0',
  info: { title: 'Foldery', version: '1' },
  servers: [{ url: origin }],
  paths: {
    '/v1/creases': {
      post: {
        summary: 'Check a crease pattern',
        'x-payment-info': { protocols: ['x402'], price: { mode: 'fixed', currency: 'USD', amount: '0.005' } },
        requestBody: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['pattern'],
                properties: { pattern: { type: 'string', example: 'M,V,M,M' } },
              },
            },
          },
        },
        responses: { '402': { description: 'Payment required' } },
      },
    },
    '/v1/health': { get: { responses: { '200': { description: 'Free' } } } },
  },
});
