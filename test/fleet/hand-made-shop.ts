import { declareDiscoveryExtension } from '@x402/extensions/bazaar';
import express, { type Express, type Response } from 'express';
import { type Ask, expectedOffer, requirement, requirementV1 } from './ask.js';
import { describeInput } from './describe-input.js';
import { type Expectation, type FleetEndpoint, listed } from './endpoint.js';
import { challengeV2, sendV1, sendV2 } from './hand-made.js';

/**
 * A route without the official middleware, and what becomes of it: `v1` is LISTED V1_ONLY; `v2-body` hides a version 2
 * challenge where clients do not look, and is LISTED but BLOCKED; `plain` has no Discovery extension, and is LISTED.
 */
export interface HandMadeRoute {
  readonly name: string;
  readonly form: 'v1' | 'v2-body' | 'plain';
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Path and query a seller would register. */
  readonly register: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly ask: Ask;
  readonly fields: Parameters<typeof describeInput>[0];
}

interface HandMadeShop {
  readonly app: Express;
  readonly endpoints: () => readonly FleetEndpoint[];
}

export function handMadeShop(
  origin: string,
  serviceName: string,
  routes: readonly HandMadeRoute[],
): HandMadeShop {
  const app = express().disable('x-powered-by');
  for (const route of routes) {
    const answer = (response: Response): void => send(response, route, origin + route.path, serviceName);
    app.route(route.path)[route.method === 'GET' ? 'get' : 'post']((_request, response) => answer(response));
  }
  return { app, endpoints: () => routes.map((route) => endpoint(route, origin, serviceName)) };
}

function send(response: Response, route: HandMadeRoute, url: string, serviceName: string): void {
  const { form, description, tags, ask } = route;
  switch (form) {
    case 'v1':
      sendV1(response, [requirementV1(ask, { url, description, outputSchema: schemaV1(route) })]);
      return;
    case 'plain':
      sendV2(response, challengeV2({ url, description }, [requirement(ask)]));
      return;
    case 'v2-body': {
      const resource = { url, description, serviceName, tags };
      response.status(402).json(challengeV2(resource, [requirement(ask)], discovery(route)));
    }
  }
}

function schemaV1({ method, fields }: HandMadeRoute): Record<string, unknown> {
  const values = Object.fromEntries(Object.keys(fields).map((name) => [name, 'string']));
  const input = method === 'GET' ? { queryParams: values } : { bodyType: 'json', bodyFields: values };
  return { input: { type: 'http', method, discoverable: true, ...input }, output: { status: 'string' } };
}

function discovery({ method, fields }: HandMadeRoute): Record<string, unknown> {
  const { bazaar } = declareDiscoveryExtension(describeInput(fields));
  return { bazaar: { ...bazaar, info: { input: { ...bazaar?.info.input, method } } } };
}

function endpoint(route: HandMadeRoute, origin: string, serviceName: string): FleetEndpoint {
  const { name, form, method, description, tags } = route;
  const told = {
    resource: origin + route.path,
    method,
    x402Version: form === 'v1' ? 1 : 2,
    description,
    offers: [expectedOffer(route.ask)],
  };
  const byForm: Record<typeof form, Partial<Expectation>> = {
    v1: { payability: 'V1_ONLY' },
    plain: {},
    'v2-body': { serviceName, tags, payability: 'BLOCKED', issues: ['v2-body-only'] },
  };
  return {
    name,
    register: { resource: origin + route.register, ...(method === 'POST' && { method }) },
    expect: listed({ ...told, ...byForm[form] }),
  };
}
