import { aChallenge, aPaymentRequired } from '../../../test/builders/a-challenge.js';
import { aRequirement } from '../../../test/builders/a-requirement.js';
import { ourRule } from '../../../test/builders/discovery-vectors.js';
import { type ResourceReading } from './model.js';
import { readResource, type ProbedResource } from './read-resource.js';

const URL_ASKED = 'https://api.example.com/weather';

function read(answer: ProbedResource['answer'], url = URL_ASKED): ResourceReading {
  const reading = readResource({ url, method: 'GET', answer });
  if (!reading.ok) throw new Error(reading.error);
  return reading.value;
}
const readOffer = (change: Record<string, unknown>) => {
  const [offer] = read(aPaymentRequired(aChallenge({ accepts: [aRequirement(change)] }))).offers;
  return { ...offer, issues: offer?.issues.map(({ code }) => code) };
};

it(ourRule('O4'), () => {
  const { amount, ...rest } = aRequirement({ network: 'base' });
  const raw = { ...rest, maxAmountRequired: amount, resource: URL_ASKED, description: 'Weather' };
  const body = JSON.stringify({ x402Version: 1, accepts: [raw] });
  const [offer] = read({ status: 402, headers: {}, body }).offers;

  expect(offer).toMatchObject({ network: 'eip155:8453', amountAtomic: 10_000n, raw, issues: [] });
});

it(ourRule('O5'), () => {
  const { network, issues } = readOffer({ network: 'solana:mainnet' });

  expect(network).toBe('solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp');
  expect(issues).toContain('network-alias');
});

it.each(['nano:mainnet', 'unheard:of'])(`${ourRule('O6')} (%s)`, (network) => {
  expect(readOffer({ network, asset: 'XNO', payTo: 'somebody' })).toMatchObject({
    network,
    amountAtomic: 10_000n,
  });
});

it(ourRule('O15'), () => {
  const url = 'https://api.example.com//evil.example/p';
  const bazaar = {
    info: { input: { type: 'http', method: 'GET', pathParams: {} } },
    schema: {},
    routeTemplate: '//evil.example/p',
  };
  const answer = aPaymentRequired(aChallenge({ url, extensions: { bazaar } }));

  expect(read(answer, url)).toMatchObject({
    resource: url,
    routeTemplate: '//evil.example/p',
    call: { url },
  });
  expect(read(answer)).toMatchObject({ resource: URL_ASKED, routeTemplate: null, call: { url: URL_ASKED } });
});

it(ourRule('O16'), () => {
  const offer = readOffer({
    network: 'xrpl:0',
    asset: 'USD',
    amount: '1.25',
    payTo: 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh',
    extra: { issuer: 'rvYAfWj5gh67oV6fW32ZzP3Aw4Eubs59B' },
  });

  expect(offer).toMatchObject({ amountAtomic: null, amountRaw: '1.25', amount: '1.25' });
});

it(ourRule('O17'), () => {
  const reading = readOffer({
    network: 'cloudflare:402',
    asset: 'USD',
    amount: undefined,
    payTo: 'merchant',
  });

  expect(reading).toMatchObject({ amount: null, priceUsd: null, priceKind: 'UNKNOWN' });
  expect(reading.issues).toContain('amount-hidden');
});

it(ourRule('O18'), () => {
  const { network, issues } = readOffer({ network: 'hedera-testnet' });

  expect(network).toBe('hedera:testnet');
  expect(issues).toContain('network-alias');
});
