import { ask, type Payee } from '../ask.js';
import { describeInput } from '../describe-input.js';
import { type FleetEndpoint } from '../endpoint.js';
import { officialSeller, type PaidRoute } from '../official-seller.js';
import { type Seller } from '../site.js';
import { BASE_SEPOLIA_USDC, BASE_USDC, HARBOR_DOLLAR, MEGAETH_MEGAUSD } from '../tokens.js';

const payee: Payee = {
  evm: '0x536A8F99a3C66594fba0C64D291a9f5078424fBa',
  solana: 'BhmmeGSHTVm3qkJ3vcVvRMAZ4WA1WBegbFgCK4Dc3xZ9',
};

const prompt = { example: 'a lighthouse in fog, oil painting', description: 'What the image shows' };
const imageUrl = { example: 'https://example.com/photo.png', description: 'Public URL of the picture' };

const routes: readonly PaidRoute[] = [
  {
    name: 'image-generation',
    method: 'POST',
    path: '/v1/images',
    description: 'Image generation from a text prompt, 1024 by 1024 pixels, photographic or painted styles.',
    tags: ['image generation', 'text to image', 'ai'],
    asks: [ask(BASE_USDC, '0.04', payee), ask(BASE_SEPOLIA_USDC, '0.04', payee)],
    discovery: {
      bodyType: 'json',
      ...describeInput({ prompt, style: { example: 'painted', description: 'Style', optional: true } }),
      output: { example: { url: 'https://example.com/out/1.png', width: 1024, height: 1024 } },
    },
  },
  {
    name: 'image-upscale-18-decimals',
    method: 'POST',
    path: '/v1/upscale',
    description: 'Upscale a picture four times with detail restoration.',
    tags: ['image', 'upscaling', 'ai'],
    asks: [ask(MEGAETH_MEGAUSD, '0.025', payee)],
    discovery: {
      bodyType: 'json',
      ...describeInput({ imageUrl }),
      output: { example: { url: 'https://example.com/out/2.png' } },
    },
  },
  {
    name: 'background-removal-unknown-network',
    method: 'POST',
    path: '/v1/cutout',
    description: 'Remove the background of a product photo and return a transparent PNG.',
    tags: ['image', 'background removal'],
    asks: [ask(HARBOR_DOLLAR, '0.03', payee)],
    discovery: {
      bodyType: 'json',
      ...describeInput({ imageUrl }),
      output: { example: { url: 'https://example.com/out/3.png' } },
    },
  },
  {
    name: 'image-sandbox-testnet',
    method: 'POST',
    path: '/sandbox/images',
    description: 'Sandbox of the image generator: answers with a placeholder picture, paid in test money.',
    tags: ['image generation', 'sandbox'],
    asks: [ask(BASE_SEPOLIA_USDC, '0.01', payee)],
    discovery: {
      bodyType: 'json',
      ...describeInput({ prompt }),
      output: { example: { url: 'https://example.com/placeholder.png' } },
    },
  },
];

/** What no registry knows, nobody can promise to be payable. */
const leaveOpen = (endpoint: FleetEndpoint): FleetEndpoint =>
  endpoint.expect.offers.some(({ environment }) => environment === 'UNKNOWN')
    ? { ...endpoint, expect: { ...endpoint.expect, payability: null, issues: ['network-unknown'] } }
    : endpoint;

export const pixelforge: Seller = {
  name: 'pixelforge',
  open: async (site) => {
    const { app, endpoints } = await officialSeller(site, 'Pixelforge', routes);
    return { handler: app, endpoints: () => endpoints().map(leaveOpen) };
  },
};
