import { ask, type Payee } from '../ask.js';
import { describeInput } from '../describe-input.js';
import { refused } from '../endpoint.js';
import { officialSeller, type PaidRoute } from '../official-seller.js';
import { type Seller } from '../site.js';
import { BASE_USDC, SOLANA_DEVNET_USDC } from '../tokens.js';

const payee: Payee = {
  evm: '0x59957aeC160b5bF1d2f21487F92dBa4b19F472bF',
  solana: 'CTNR153SAvDGybH3LrwQajqCtG4uw5HPrhEV9YsWec3p',
};

const domain = { example: 'example.com', description: 'Domain name' };

const routes: readonly PaidRoute[] = [
  {
    name: 'dns-lookup',
    method: 'GET',
    path: '/v1/dns',
    register: '/v1/dns?domain=example.com',
    description: 'DNS lookup from 20 locations: A, AAAA, MX, TXT and CAA records, with DNSSEC status.',
    tags: ['dns', 'networking', 'domains'],
    asks: [ask(BASE_USDC, '0.0001', payee)],
    discovery: {
      ...describeInput({ domain, type: { example: 'MX', description: 'Record type', optional: true } }),
      output: { example: { domain: 'example.com', records: [{ type: 'MX', value: 'mail.example.com' }] } },
    },
  },
  {
    name: 'whois-solana-devnet',
    method: 'GET',
    path: '/v1/whois',
    register: '/v1/whois?domain=example.com',
    description:
      'WHOIS record of a domain: registrar, creation and expiry dates. Preview, paid on Solana devnet.',
    tags: ['whois', 'domains', 'preview'],
    asks: [ask(SOLANA_DEVNET_USDC, '0.001', payee)],
    discovery: {
      ...describeInput({ domain }),
      output: { example: { domain: 'example.com', registrar: 'Example Registrar', expires: '2027-08-13' } },
    },
  },
];

export const netprobe: Seller = {
  name: 'netprobe',
  open: async (site) => {
    const { app, endpoints } = await officialSeller(site, 'Netprobe', routes);
    app.get('/v1/status', (_request, response) => {
      response.json({ status: 'operational', locations: 20 });
    });
    const status = `${site.origin}/v1/status`;
    const free = { name: 'status-free', register: { resource: status }, expect: refused('no-402', status) };
    return { handler: app, endpoints: () => [...endpoints(), free] };
  },
};
