import { readResource, readToolResource } from './index.js';

const PAYEE = '0x1111111111111111111111111111111111111111';
const USDC = '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913';
const offer = {
  scheme: 'exact',
  network: 'eip155:8453',
  amount: '10000',
  asset: USDC,
  payTo: PAYEE,
  maxTimeoutSeconds: 60,
  extra: { name: 'USD Coin', version: '2' },
};
const challenge = (change: object = {}) => ({
  x402Version: 2,
  resource: {
    url: 'https://api.example.com/weather',
    description: 'Weather by city',
    serviceName: 'Acme Weather',
  },
  accepts: [offer],
  extensions: {},
  ...change,
});
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');

describe('readResource', () => {
  it('reads a plain V2 challenge', () => {
    const reading = readResource({
      url: 'https://api.example.com/weather?city=Rome',
      method: 'GET',
      answer: { status: 402, headers: { 'PAYMENT-REQUIRED': encode(challenge()) }, body: '{}' },
    });

    expect(reading).toMatchObject({
      ok: true,
      value: {
        type: 'HTTP',
        resource: 'https://api.example.com/weather',
        method: 'GET',
        title: 'Acme Weather',
        payability: 'PAYABLE',
        offers: [
          {
            priceUsd: '0.01',
            amountAtomic: 10000n,
            payability: 'PAYABLE',
            network: 'eip155:8453',
            issues: [],
          },
        ],
      },
    });
  });
});

describe('readToolResource', () => {
  it('reads structuredContent', () => {
    const reading = readToolResource({
      serverUrl: 'https://mcp.example.com/mcp',
      toolName: 'get_weather',
      transport: 'streamable-http',
      tool: { name: 'get_weather', description: 'Weather', inputSchema: { type: 'object' } },
      result: {
        isError: true,
        structuredContent: challenge({ resource: { url: 'mcp://tool/get_weather' } }),
        content: [],
      },
    });

    expect(reading).toMatchObject({
      ok: true,
      value: { type: 'MCP', toolName: 'get_weather', call: { complete: true }, payability: 'PAYABLE' },
    });
  });
});
