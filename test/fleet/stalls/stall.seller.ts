import express, { type Express, type Response } from 'express';

import { describeInput } from '../describe-input.js';
import { type FleetEndpoint, refused } from '../endpoint.js';
import { type HandMadeRoute, handMadeShop } from '../hand-made-shop.js';
import { mcpShop } from '../mcp-server.js';
import { type FleetTool } from '../mcp-tool.js';
import { officialSeller, type PaidRoute } from '../official-seller.js';
import { type Seller } from '../site.js';
import { type Form, type Good, type Stall } from './stall.js';
import { termsOf } from './terms-of.js';

/** A stall's goods, each sold as its form says. */
export const stallSeller = (stall: Stall): Seller => ({
  name: stall.name,
  open: async (site) => {
    const { goods, service } = stall;
    const shops = [
      await officialSeller(
        site,
        service,
        goods.flatMap((good) => paidRoute(good, stall) ?? []),
      ),
      handMadeShop(
        site.origin,
        service,
        goods.flatMap((good) => handMadeRoute(good, stall) ?? []),
      ),
      mcpShop(
        site.origin,
        service,
        goods.flatMap((good) => tool(good, stall) ?? []),
      ),
      unpaidShop(site.origin, goods),
    ];
    return {
      handler: express().use(shops.map(({ app }) => app)),
      endpoints: () => shops.flatMap(({ endpoints }) => endpoints()),
    };
  },
});

const pathOf = ({ name }: Good): string => `/v1/${name}`;
const fieldsOf = ({ input }: Good): Parameters<typeof describeInput>[0] => ({
  [input.name]: { example: input.example, description: `The ${input.name} that is asked about` },
});
const withQuery = (good: Good): string =>
  `${pathOf(good)}?${new URLSearchParams({ [good.input.name]: good.input.example }).toString()}`;

function paidRoute(good: Good, stall: Stall): PaidRoute | null {
  const { name, form, input, description, tags } = good;
  const output = { example: { [input.name]: input.example, found: true } };
  const route = { name, path: pathOf(good), description, tags, asks: termsOf(good, stall) };
  const get = {
    ...route,
    method: 'GET' as const,
    register: withQuery(good),
    discovery: { ...describeInput(fieldsOf(good)), output },
  };
  switch (form) {
    case 'get':
      return get;
    case 'both':
      return { ...get, alsoV1: true };
    case 'post':
    case 'upto':
      return {
        ...route,
        method: 'POST',
        discovery: { bodyType: 'json', ...describeInput(fieldsOf(good)), output },
      };
    case 'path':
      return {
        ...route,
        method: 'GET',
        path: `${pathOf(good)}/:${input.name}`,
        register: `${pathOf(good)}/${input.example}`,
        discovery: {
          pathParamsSchema: {
            properties: { [input.name]: { type: 'string', description: `Such as ${input.example}` } },
            required: [input.name],
          },
          output,
        },
      };
    default:
      return null;
  }
}

const HAND_MADE: Partial<Record<Form, Pick<HandMadeRoute, 'form' | 'method'>>> = {
  plain: { form: 'plain', method: 'GET' },
  v1: { form: 'v1', method: 'GET' },
  'v1-post': { form: 'v1', method: 'POST' },
  'v2-body': { form: 'v2-body', method: 'GET' },
};

function handMadeRoute(good: Good, stall: Stall): HandMadeRoute | null {
  const how = HAND_MADE[good.form];
  const [ask] = termsOf(good, stall);
  if (how === undefined || ask === undefined) return null;
  const { name, description, tags } = good;
  const register = how.method === 'GET' ? withQuery(good) : pathOf(good);
  return { ...how, name, path: pathOf(good), register, description, tags, ask, fields: fieldsOf(good) };
}

function tool(good: Good, stall: Stall): FleetTool | null {
  if (good.form !== 'tool') return null;
  const { name, description, tags } = good;
  return {
    name: name.replaceAll('-', '_'),
    title: description,
    description,
    fields: fieldsOf(good),
    result: { found: true },
    asks: termsOf(good, stall),
    tags,
  };
}

interface Unpaid {
  readonly answer: (response: Response) => unknown;
  readonly reason: string;
  readonly state?: 'PENDING';
  readonly method?: string;
}

const UNPAID: Partial<Record<Form, Unpaid>> = {
  free: { answer: (response) => response.json({ free: true }), reason: 'no-402' },
  missing: { answer: (response) => response.status(404).json({ error: 'Not found.' }), reason: 'http-404' },
  login: {
    answer: (response) => response.status(401).set('www-authenticate', 'Bearer').end(),
    reason: 'auth-required',
  },
  broken: {
    answer: (response) => response.status(500).json({ error: 'Internal error.' }),
    reason: 'http-5xx',
  },
  lightning: {
    answer: (response) =>
      response
        .status(402)
        .set('www-authenticate', 'L402 macaroon="AgEMYm9va21hcmtz", invoice="lnbc50n1pexample"')
        .end(),
    reason: 'other-rail',
    method: 'GET',
  },
  busy: { answer: (response) => response.status(503).end(), reason: 'rate-limited', state: 'PENDING' },
};

/** What takes no x402. */
function unpaidShop(
  origin: string,
  goods: readonly Good[],
): { readonly app: Express; readonly endpoints: () => readonly FleetEndpoint[] } {
  const app = express().disable('x-powered-by');
  const endpoints = goods.flatMap((good) => {
    const unpaid = UNPAID[good.form];
    if (unpaid === undefined) return [];
    app.all(pathOf(good), (_request, response) => unpaid.answer(response));
    const resource = origin + pathOf(good);
    const { reason, state, method = null } = unpaid;
    const expect = { ...refused(reason, resource, { method }), ...(state && { state }) };
    return [{ name: good.name, register: { resource }, expect }];
  });
  return { app, endpoints: () => endpoints };
}
