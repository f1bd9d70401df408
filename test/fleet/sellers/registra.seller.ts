import express from 'express';
import { ask, type Payee } from '../ask.js';
import { describeInput } from '../describe-input.js';
import { type HandMadeRoute, handMadeShop } from '../hand-made-shop.js';
import { officialSeller, type PaidRoute } from '../official-seller.js';
import { type Seller } from '../site.js';
import { BASE_USDC, POLYGON_USDC } from '../tokens.js';

const SERVICE = 'Registra';

const payee: Payee = {
  evm: '0x081D4711d080818F8715a5B85CCF40259ecbbb9e',
  solana: 'DR2VPX174Aqo9BeWdRWYmgNoi4ubmc91vGhDVNHn74V2',
};

const byHand: readonly HandMadeRoute[] = [
  {
    name: 'company-lookup-v1-only',
    form: 'v1',
    method: 'GET',
    path: '/v1/company',
    register: '/v1/company?number=00743110157',
    description:
      'Company lookup by registration number: name, status, officers and filings from 80 registers.',
    tags: ['company', 'registers'],
    ask: ask(POLYGON_USDC, '0.03', payee),
    fields: { number: { example: '00743110157', description: 'Registration number' } },
  },
  {
    name: 'sanctions-v2-body-only',
    form: 'v2-body',
    method: 'GET',
    path: '/v1/sanctions',
    register: '/v1/sanctions',
    description: 'Sanctions and watchlist screening of a company or person by name.',
    tags: ['compliance', 'sanctions', 'kyc'],
    ask: ask(BASE_USDC, '0.08', payee),
    fields: { name: { example: 'Jane Example', description: 'Name of a person or company' } },
  },
];

const vat: PaidRoute = {
  name: 'vat-check-v1-and-v2',
  method: 'GET',
  path: '/v1/vat',
  register: '/v1/vat?number=IT00743110157',
  description: 'VAT number validation with the registered company name and address.',
  tags: ['company', 'vat', 'tax'],
  asks: [ask(BASE_USDC, '0.012', payee)],
  discovery: {
    ...describeInput({
      number: { example: 'IT00743110157', description: 'VAT number with country' },
    }),
    output: { example: { valid: true, name: 'Example S.p.A.', country: 'IT' } },
  },
  alsoV1: true,
};

export const registra: Seller = {
  name: 'registra',
  open: async (site) => {
    const official = await officialSeller(site, SERVICE, [vat]);
    const other = handMadeShop(site.origin, SERVICE, byHand);
    return {
      handler: express().use(official.app, other.app),
      endpoints: () => [...official.endpoints(), ...other.endpoints()],
    };
  },
};
