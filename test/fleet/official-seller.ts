import { HTTPFacilitatorClient, type RouteConfig } from '@x402/core/server';
import { ExactEvmScheme } from '@x402/evm/exact/server';
import { UptoEvmScheme } from '@x402/evm/upto/server';
import { paymentMiddlewareFromHTTPServer, x402HTTPResourceServer, x402ResourceServer } from '@x402/express';
import {
  bazaarResourceServerExtension,
  declareDiscoveryExtension,
  type DeclareDiscoveryExtensionInput,
} from '@x402/extensions/bazaar';
import {
  createSIWxResourceServerExtension,
  declareSIWxExtension,
  InMemorySIWxStorage,
} from '@x402/extensions/sign-in-with-x';
import { ExactSvmScheme } from '@x402/svm/exact/server';
import express, { type Express } from 'express';
import { type Ask, expectedOffer, paymentOption, requirementV1 } from './ask.js';
import { type Expectation, type FleetEndpoint, listed, refused } from './endpoint.js';
import { type Site } from './site.js';

/** A route behind the official middleware. */
export interface PaidRoute {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  /** Express path; a `:parameter` makes it a dynamic route, whose 402 states a template. */
  readonly path: string;
  /** Path and query a seller would register; the path where absent. */
  readonly register?: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly asks: readonly Ask[];
  readonly discovery?: DeclareDiscoveryExtensionInput;
  /** Makes wallet sign-in part of the challenge; with no asks, the whole of it. */
  readonly signIn?: { readonly statement: string; readonly networks: readonly string[] };
  /** Sells the same to clients of version 1 too: header for the new ones, body for the old ones. */
  readonly alsoV1?: true;
}

export interface OfficialSeller {
  readonly app: Express;
  readonly endpoints: () => readonly FleetEndpoint[];
}

/** A shop as the documentation of `@x402/express` builds it, ready to answer when this resolves. */
export async function officialSeller(
  site: Site,
  serviceName: string,
  routes: readonly PaidRoute[],
): Promise<OfficialSeller> {
  const resources = new x402ResourceServer(new HTTPFacilitatorClient({ url: site.facilitatorUrl }))
    .register('eip155:*', new ExactEvmScheme())
    .register('eip155:*', new UptoEvmScheme())
    .register('solana:*', new ExactSvmScheme())
    .registerExtension(bazaarResourceServerExtension)
    .registerExtension(
      createSIWxResourceServerExtension({ storage: new InMemorySIWxStorage(), origin: site.origin }),
    );
  const server = new x402HTTPResourceServer(
    resources,
    Object.fromEntries(
      routes.map((route) => [`${route.method} ${route.path}`, routeConfig(route, serviceName, site.origin)]),
    ),
  );
  await server.initialize();

  const app = express().disable('x-powered-by');
  app.use(paymentMiddlewareFromHTTPServer(server, undefined, undefined, false));
  for (const { method, path, discovery } of routes) {
    app.route(path)[method === 'GET' ? 'get' : 'post']((_request, response) => {
      response.json(discovery?.output?.example ?? { ok: true });
    });
  }
  return { app, endpoints: () => routes.map((route) => endpoint(route, serviceName, site.origin)) };
}

const routeConfig = (route: PaidRoute, serviceName: string, origin: string): RouteConfig => ({
  accepts: route.asks.map(paymentOption),
  description: route.description,
  mimeType: 'application/json',
  serviceName,
  tags: [...route.tags],
  ...(route.alsoV1 && {
    unpaidResponseBody: () => ({ contentType: 'application/json', body: bodyV1(route, origin) }),
  }),
  extensions: {
    ...(route.discovery && declareDiscoveryExtension(route.discovery)),
    ...(route.signIn &&
      declareSIWxExtension({
        statement: route.signIn.statement,
        network: [...route.signIn.networks],
        expirationSeconds: 300,
      })),
  },
});

const bodyV1 = ({ asks, path, description }: PaidRoute, origin: string): Record<string, unknown> => ({
  x402Version: 1,
  error: 'X-PAYMENT header is required',
  accepts: asks.map((ask) => requirementV1(ask, { url: origin + path, description })),
});

function endpoint(route: PaidRoute, serviceName: string, origin: string): FleetEndpoint {
  const resource = origin + route.path;
  const told: Partial<Expectation> = {
    method: route.method,
    x402Version: 2,
    serviceName,
    description: route.description,
    tags: route.tags,
  };
  return {
    name: route.name,
    register: {
      resource: origin + (route.register ?? route.path),
      ...(route.method === 'POST' && { method: 'POST' }),
    },
    expect:
      route.asks.length === 0
        ? refused('sign-in-only', resource, told)
        : listed({ ...told, resource, x402Version: 2, offers: route.asks.map(expectedOffer) }),
  };
}
