import { aChallenge, aPaymentRequired } from '../../../test/builders/a-challenge.js';
import { aRequirement } from '../../../test/builders/a-requirement.js';
import { readResource, type ResourceReading } from './index.js';

const read = (url: string, challenge: Record<string, unknown> = aChallenge({ url })): ResourceReading => {
  const reading = readResource({ url, method: 'GET', answer: aPaymentRequired(challenge) });
  if (!reading.ok) throw new Error(reading.error);
  return reading.value;
};
const codes = (reading: ResourceReading) => reading.issues.map(({ code }) => code);
/** What an endpoint says that can be called by GET without anything more, but what its path asks for. */
const declared = (url: string, routeTemplate?: string) =>
  aChallenge({
    url,
    extensions: {
      bazaar: {
        info: { input: { type: 'http', method: 'GET' } },
        schema: {},
        ...(routeTemplate && { routeTemplate }),
      },
    },
  });

describe('a path', () => {
  it.each([
    'https://apiv2.devitas.ch/api/v1/futures/:var1',
    'https://yieldprobe.com/v1/token/:chainId/:address/security',
    'https://api.example.com/users/%7Bid%7D',
    'https://api.example.com/users/{id}',
  ])('that is a template is listed, and no call to make: %s (nasty case 6)', (url) => {
    const reading = read(url, declared(url));

    expect(reading.offers).toMatchObject([{ priceUsd: '0.01' }]);
    expect(reading.call.complete).toBe(false);
    expect(codes(reading)).toContain('needs-path-params');
  });

  it('that asks for nothing is a call to make', () => {
    const url = 'https://apiv2.devitas.ch/api/v1/futures/BTC';

    expect(read(url, declared(url)).call.complete).toBe(true);
  });

  const coins = '/api/v1/defillama/prices/:coins';
  it.each([
    [`https://blockrun.ai${coins}`, coins],
    ['https://blockrun.ai/api/v1/defillama/prices/coingecko:bitcoin,coingecko:ethereum', coins],
    ['https://blockrun.ai/api/v1/defillama/prices/coingecko:ethereum,coingecko:bitcoin', coins],
  ])('is an instance only where its own 402 says so: %s (nasty case 7)', (url, template) => {
    expect(read(url, declared(url, template)).resource).toBe(`https://blockrun.ai${coins}`);
    expect(read(url).resource).toBe(url);
  });

  it('with an identifier of 77 digits is that resource, or its template (nasty case 8)', () => {
    const id = '21742633143463906290569050155826241533067272736897614950488156847949938836455';
    const url = `https://blockrun.ai/api/v1/pm/polymarket/markets/${id}/volume`;
    const template = '/api/v1/pm/polymarket/markets/:id/volume';

    expect(read(url).resource).toBe(url);
    expect(read(url, declared(url, template)).resource).toBe(`https://blockrun.ai${template}`);
  });
});

describe('options', () => {
  const option = (network: string, change: object = {}) => aRequirement({ network, ...change });

  it('are all read, however many (nasty case 29)', () => {
    const amounts = Array.from({ length: 21 }, (_, at) => `${(at + 1) * 1000}`);
    const networks = ['eip155:84532', 'eip155:8453', 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp'];
    const accepts = amounts.map((amount, at) => option(networks[at % 3] ?? '', { amount }));
    const { offers } = read(
      'https://x402.quicknode.com/base-mainnet',
      aChallenge({ url: 'https://x402.quicknode.com/base-mainnet', accepts }),
    );

    expect(offers.map(({ amountAtomic }) => String(amountAtomic))).toEqual(amounts);
    expect(new Set(offers.map(({ key }) => key)).size).toBe(21);
  });

  it('do not sink each other: the valid one of two is payable (nasty case 29)', () => {
    const url = 'https://app.suedeai.ai/agent/image';
    const reading = read(url, aChallenge({ url, accepts: [option('base'), option('eip155:8453')] }));

    expect(reading.payability).toBe('PAYABLE');
    expect(reading.offers.map(({ payability }) => payability)).toEqual(['BLOCKED', 'PAYABLE']);
  });

  it('keep a token name byte for byte (nasty case 26)', () => {
    const url = 'https://tee.papers.tech/run';
    const accepts = [
      option('eip155:196', {
        asset: '0x779ded0c9e1022225f8e0630b35a9b54be713736',
        extra: { name: 'USD₮0', version: '1' },
      }),
    ];
    const [offer] = read(url, aChallenge({ url, accepts })).offers;

    expect(offer?.raw).toEqual(accepts[0]);
    expect(offer).toMatchObject({ payability: 'PAYABLE', priceUsd: '0.01', issues: [] });
  });

  it('that name the token otherwise than its contract cannot be settled (nasty case 26)', () => {
    const url = 'https://api.compatify.io/v1/query';
    const accepts = [option('eip155:8453', { extra: { name: 'USDC', version: '2' } })];

    expect(read(url, aChallenge({ url, accepts })).offers).toMatchObject([
      { payability: 'BLOCKED', issues: [{ code: 'eip712-differs' }] },
    ]);
  });
});

describe('a resource', () => {
  it('that is an object without a URL is no mismatch (nasty case 27)', () => {
    const url = 'https://agent-budget-guard.onrender.com/api/budget/check';
    const accepts = [aRequirement({ resource: { method: 'POST', mimeType: 'application/json' } })];
    const reading = read(url, { x402Version: 2, accepts });

    expect(reading).toMatchObject({ resource: url, mimeType: 'application/json', payability: 'PAYABLE' });
    expect(codes(reading)).not.toContain('resource-mismatch');
  });

  it('that is an object inside the option is read from there (nasty case 27)', () => {
    const url = 'https://api.interzoid.com/getxlast3';
    const description = 'Retrieve the three most recent posts (tweets) from a given X (Twitter) handle.';
    const accepts = [aRequirement({ resource: { url, description, mimeType: 'application/json' } })];
    const reading = read(url, { x402Version: 2, accepts });

    expect(reading).toMatchObject({ resource: url, description, mimeType: 'application/json' });
    expect(codes(reading)).not.toContain('resource-mismatch');
  });

  it('at the top counts before the one in each option (nasty case 28)', () => {
    const url = 'https://gateway.spraay.app/api/v1/batch/estimate';
    const accepts = [aRequirement({ resource: 'https://gateway.spraay.app/api/v1/batch' })];
    const reading = read(url, aChallenge({ url, accepts }));

    expect(reading).toMatchObject({ resource: url, challenge: { accepts } });
    expect(codes(reading)).not.toContain('resource-mismatch');
  });

  it('described by empty texts is not described (nasty case 28)', () => {
    const url = 'https://places-api.x402hub.xyz/';
    const reading = read(url, aChallenge({ url, resource: { description: '', mimeType: '' } }));

    expect(reading).toMatchObject({ description: null, mimeType: null });
  });
});

it('the same payment to another payee is the same offer (nasty case 34)', () => {
  const url = 'https://x402-discovery-api.onrender.com/discover';
  const paid = (payTo: string) =>
    read(url, aChallenge({ url, accepts: [aRequirement({ amount: '5000', payTo })] }));
  const [before, after] = [
    paid('0xDBBe14C418466Bf5BF0ED7638B4E6849B852aFfA'),
    paid('0xBceC111111111111111111111111111111111111'),
  ];

  expect(after.offers[0]?.key).toBe(before.offers[0]?.key);
  expect(after.offers[0]?.payTo).not.toBe(before.offers[0]?.payTo);
  expect(after.fingerprint).not.toBe(before.fingerprint);
});
