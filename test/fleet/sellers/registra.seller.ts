import { declareDiscoveryExtension } from '@x402/extensions/bazaar';
import { ask, expectedOffer, type Payee, requirement, requirementV1 } from '../ask.js';
import { describeInput } from '../describe-input.js';
import { listed } from '../endpoint.js';
import { sendV1 } from '../hand-made.js';
import { officialSeller, type PaidRoute } from '../official-seller.js';
import { type Seller, type Site } from '../site.js';
import { BASE_USDC, POLYGON_USDC } from '../tokens.js';

const SERVICE = 'Registra';

const payee: Payee = {
  evm: '0x081D4711d080818F8715a5B85CCF40259ecbbb9e',
  solana: 'DR2VPX174Aqo9BeWdRWYmgNoi4ubmc91vGhDVNHn74V2',
};

const company = {
  path: '/v1/company',
  description: 'Company lookup by registration number: name, status, officers and filings from 80 registers.',
  ask: ask(POLYGON_USDC, '0.03', payee),
  outputSchema: {
    input: { type: 'http', method: 'GET', discoverable: true, queryParams: { number: 'string' } },
    output: { name: 'string', status: 'string' },
  },
};

const sanctions = {
  path: '/v1/sanctions',
  description: 'Sanctions and watchlist screening of a company or person by name.',
  tags: ['compliance', 'sanctions', 'kyc'],
  ask: ask(BASE_USDC, '0.08', payee),
};

const vatInput = describeInput({
  number: { example: 'IT00743110157', description: 'VAT number with country' },
});

/** Sells the same check to clients of both versions: header for the new ones, body for the old ones. */
const vat = (site: Site): PaidRoute => {
  const route = {
    path: '/v1/vat',
    description: 'VAT number validation with the registered company name and address.',
    ask: ask(BASE_USDC, '0.012', payee),
  };
  const url = site.origin + route.path;
  return {
    name: 'vat-check-v1-and-v2',
    method: 'GET',
    path: route.path,
    register: `${route.path}?number=IT00743110157`,
    description: route.description,
    tags: ['company', 'vat', 'tax'],
    asks: [route.ask],
    discovery: {
      ...vatInput,
      output: { example: { valid: true, name: 'Example S.p.A.', country: 'IT' } },
    },
    unpaidResponseBody: () => ({
      contentType: 'application/json',
      body: {
        x402Version: 1,
        error: 'X-PAYMENT header is required',
        accepts: [requirementV1(route.ask, { url, description: route.description })],
      },
    }),
  };
};

/** A version 2 challenge where no official client looks for it. */
function sanctionsBody(url: string): Record<string, unknown> {
  const { bazaar } = declareDiscoveryExtension(
    describeInput({ name: { example: 'Jane Example', description: 'Name of a person or company' } }),
  );
  return {
    x402Version: 2,
    error: 'Payment required',
    resource: {
      url,
      description: sanctions.description,
      mimeType: 'application/json',
      serviceName: SERVICE,
      tags: sanctions.tags,
    },
    accepts: [requirement(sanctions.ask)],
    extensions: { bazaar: { ...bazaar, info: { input: { ...bazaar?.info.input, method: 'GET' } } } },
  };
}

export const registra: Seller = {
  name: 'registra',
  open: async (site) => {
    const { app, endpoints } = await officialSeller(site, SERVICE, [vat(site)]);
    const companyUrl = site.origin + company.path;
    const sanctionsUrl = site.origin + sanctions.path;
    app.get(company.path, (_request, response) => {
      sendV1(response, [requirementV1(company.ask, { url: companyUrl, ...company })]);
    });
    app.get(sanctions.path, (_request, response) => {
      response.status(402).json(sanctionsBody(sanctionsUrl));
    });
    return {
      handler: app,
      endpoints: () => [
        ...endpoints(),
        {
          name: 'company-lookup-v1-only',
          register: { resource: `${companyUrl}?number=00743110157` },
          expect: listed({
            resource: companyUrl,
            x402Version: 1,
            description: company.description,
            offers: [expectedOffer(company.ask)],
            payability: 'V1_ONLY',
          }),
        },
        {
          name: 'sanctions-v2-body-only',
          register: { resource: sanctionsUrl },
          expect: listed({
            resource: sanctionsUrl,
            x402Version: 2,
            serviceName: SERVICE,
            description: sanctions.description,
            tags: sanctions.tags,
            offers: [expectedOffer(sanctions.ask)],
            payability: 'BLOCKED',
            issues: ['v2-body-only'],
          }),
        },
      ],
    };
  },
};
