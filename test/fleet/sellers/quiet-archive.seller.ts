import { ask, type Payee } from '../ask.js';
import { describeInput } from '../describe-input.js';
import { officialSeller } from '../official-seller.js';
import { type Seller } from '../site.js';
import { BASE_USDC } from '../tokens.js';

const payee: Payee = {
  evm: '0x30D8364C1b275A922D69D1f4Ea29637d241e5D7D',
  solana: '9JUVzMR2SumcSaeHpwEFV1JpvvxCETQk6Bwd2uJY6Tdd',
};

/** Wants no robots; being registered by hand, it is looked at once all the same. */
export const quietArchive: Seller = {
  name: 'quiet-archive',
  open: async (site) => {
    const { app, endpoints } = await officialSeller(site, 'Quiet Archive', [
      {
        name: 'archive-robots-disallow',
        method: 'GET',
        path: '/v1/papers',
        register: '/v1/papers?q=tides',
        description: 'Full-text search in scanned scientific papers before 1950.',
        tags: ['papers', 'archive', 'science'],
        asks: [ask(BASE_USDC, '0.006', payee)],
        discovery: {
          ...describeInput({ q: { example: 'tides', description: 'Words to look for' } }),
          output: { example: { papers: [{ title: 'On the Tides of the Adriatic', year: 1911 }] } },
        },
      },
    ]);
    app.get('/robots.txt', (_request, response) => {
      response.type('text/plain').send('User-agent: *\nDisallow: /\n');
    });
    return { handler: app, endpoints };
  },
};
