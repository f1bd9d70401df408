import { ask, type Payee } from '../ask.js';
import { type FleetEndpoint, refused } from '../endpoint.js';
import { SOLANA_SIGNER } from '../facilitator.js';
import { mcpShop } from '../mcp-server.js';
import { type FleetTool } from '../mcp-tool.js';
import { type Seller } from '../site.js';
import { BASE_USDC, SOLANA_USDC, type Token } from '../tokens.js';

const payee: Payee = {
  evm: '0xA31eaD3326436108CB4e1CBCD376B88C59816cCb',
  solana: 'ByobARSZhz1iiasQpUjZUZuGwhmtRComytQojpGtAfZ3',
};

/** The official Solana scheme adds this by itself; these challenges are made by hand. */
const SOLANA_WITH_FEE_PAYER: Token = { ...SOLANA_USDC, extra: { feePayer: SOLANA_SIGNER } };

const tools: readonly FleetTool[] = [
  {
    name: 'extract_invoice',
    title: 'Invoice extraction',
    description: 'Read an invoice (PDF or photo) and return supplier, line items, tax and total as JSON.',
    fields: {
      documentUrl: { example: 'https://example.com/invoice.pdf', description: 'Public URL of the invoice' },
    },
    result: { supplier: 'Example GmbH', total: '119.00', currency: 'EUR' },
    asks: [ask(BASE_USDC, '0.03', payee), ask(SOLANA_WITH_FEE_PAYER, '0.03', payee)],
    tags: ['invoices', 'ocr', 'accounting'],
  },
  {
    name: 'geocode_address',
    title: 'Geocoding',
    description: 'Geocode a postal address anywhere in the world to latitude and longitude.',
    fields: { address: { example: '10 Downing Street, London', description: 'Postal address' } },
    result: { lat: 51.5034, lon: -0.1276 },
    asks: [ask(BASE_USDC, '0.004', payee)],
    tags: ['geocoding', 'maps'],
    resourceUrl: 'mcp://tool/geocode_address', // an identifier that nobody can connect to
  },
  {
    name: 'list_formats',
    title: 'Formats',
    description: 'The document formats this server reads. Free.',
    fields: {},
    result: { formats: ['pdf', 'png', 'jpeg'] },
    asks: [],
    tags: [],
  },
  {
    name: 'purge_documents',
    title: 'Purge documents',
    description: 'Delete all documents you uploaded, for good.',
    fields: { confirm: { example: true, description: 'Must be true' } },
    result: { deleted: 0 },
    asks: [ask(BASE_USDC, '0.001', payee)],
    tags: [],
    destructive: true,
  },
];

export const toolbench: Seller = {
  name: 'toolbench',
  open: (site) => {
    const { app, url, endpoints } = mcpShop(site.origin, 'Toolbench', tools);
    const missing: FleetEndpoint = {
      name: 'mcp-tool-missing',
      register: { resource: url, toolName: 'fold_laundry' },
      expect: refused('mcp-tool-missing', url, { toolName: 'fold_laundry' }),
    };
    return { handler: app, endpoints: () => [...endpoints(), missing] };
  },
};
