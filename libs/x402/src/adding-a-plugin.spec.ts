import { defineAsset } from './assets/asset.js';
import { defineNetwork } from './networks/network.js';
import { defineScheme, plainClient } from './schemes/scheme.js';

/** One object each, put into the list where its line would stand: nothing else knows of them. */
const moon = defineNetwork({
  id: 'moon:1',
  name: 'Moon',
  family: 'moon',
  environment: 'MAINNET',
  aliases: ['luna'],
  canonicalAddress: (text) => (/^crater-\d+$/i.test(text) ? text.toLowerCase() : null),
  source: 'made up',
});
const dust = defineAsset({
  network: 'moon:1',
  address: 'crater-7',
  symbol: 'DUST',
  decimals: 3,
  pegCurrency: 'USD',
  source: 'made up',
});
const tithe = defineScheme({
  id: 'tithe',
  priceKind: 'MAX',
  terms: { tenth: (value) => (typeof value === 'number' ? value : null) },
  clients: {
    moon: plainClient([{ reason: 'fee-payer-missing', fails: ({ extra }) => extra.feePayer !== 'sun' }]),
  },
  source: 'made up',
});

/** Replaces a module before it is imported: not in the published types yet. */
interface ModuleMocks {
  resetModules(): void;
  unstable_mockModule(path: string, make: () => object): void;
}

const raw = {
  scheme: 'tithe',
  network: 'moon:1',
  asset: 'Crater-7',
  amount: '1500',
  payTo: 'CRATER-8',
  maxTimeoutSeconds: 60,
  extra: { feePayer: 'sun', tenth: 10 },
};

beforeAll(async () => {
  const networks = await import('./networks/index.js');
  const assets = await import('./assets/index.js');
  const schemes = await import('./schemes/index.js');
  const jest = import.meta.jest as unknown as ModuleMocks;
  jest.resetModules();
  jest.unstable_mockModule('./networks/index.js', () => ({
    ...networks,
    networks: [...networks.networks, moon],
  }));
  jest.unstable_mockModule('./assets/index.js', () => ({
    ...assets,
    assets: [...assets.assets, dust],
  }));
  jest.unstable_mockModule('./schemes/index.js', () => ({
    ...schemes,
    schemes: [...schemes.schemes, tithe],
  }));
});

it('takes a network, an asset and a scheme from one line each', async () => {
  const { assetsBySymbol, findAsset, findNetwork, networkMatches, readResource } = await import('./index.js');

  const challenge = { x402Version: 2, resource: { url: 'https://a.example/x' }, accepts: [raw] };
  const headers = { 'payment-required': Buffer.from(JSON.stringify(challenge)).toString('base64') };
  const read = readResource({
    url: 'https://a.example/x',
    method: 'GET',
    answer: { status: 402, headers, body: '' },
  });

  expect(findNetwork('Luna')).toBe(moon);
  expect(networkMatches('moon:*', 'luna')).toBe(true);
  expect(findAsset('luna', 'Crater-7')).toBe(dust);
  expect(assetsBySymbol('dust')).toEqual([dust]);
  expect(read.ok && read.value).toMatchObject({
    payability: 'PAYABLE',
    offers: [
      {
        network: 'moon:1',
        environment: 'MAINNET',
        asset: 'crater-7',
        payTo: 'crater-8',
        amount: '1.5',
        priceUsd: '1.5',
        priceKind: 'MAX',
        terms: { tenth: 10 },
        payability: 'PAYABLE',
        issues: [],
      },
    ],
  });
});

it('judges by the checks of the made-up scheme, and by nothing else', async () => {
  const { readOffers } = await import('./offer/read-offers.js');
  const broken = { ...raw, extra: { feePayer: 'earth' } };

  expect(readOffers([{ raw: broken, x402Version: 2, unreadable: null, isRetold: false }])).toMatchObject([
    { payability: 'BLOCKED', issues: [{ code: 'fee-payer-missing' }] },
  ]);
});
