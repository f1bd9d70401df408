import { setTimeout as sleep } from 'node:timers/promises';

import { Client } from 'pg';

import { type RunningBazaar, aBazaar } from '../../builders/a-bazaar.js';
import { aCatalogueServer, type CatalogueServer } from '../../builders/a-catalogue-server.js';
import { aChallenge, aPaymentRequired } from '../../builders/a-challenge.js';
import { aRatesDocument } from '../../builders/a-rates-document.js';
import { aRequirement } from '../../builders/a-requirement.js';

const TODAY = new Date().toISOString().slice(0, 10);

let bank: CatalogueServer;
let seller: CatalogueServer;
let bazaar: RunningBazaar;

beforeAll(async () => {
  bank = await aCatalogueServer((_url, response) => {
    response.end(aRatesDocument(TODAY, { USD: '1.25', JPY: '160' }));
  });
  seller = await aCatalogueServer((_url, response) => {
    const accepts = [
      aRequirement({ network: 'sepa:eu', asset: 'EUR', amount: '20', payTo: 'merchant' }),
      aRequirement({ network: 'xrpl:0', asset: 'XRP', amount: '1', payTo: 'merchant' }),
    ];
    const { status, headers, body } = aPaymentRequired(aChallenge({ url: `${seller.url}/tea`, accepts }));
    response.writeHead(status, headers).end(body);
  });
  bazaar = await aBazaar({
    PROBES: 'off',
    FETCH_ALLOW: `${bank.allow},${seller.allow}`,
    RATES_URL: `${bank.url}/daily.xml`,
  });
  await ratesAreKnown();
});

async function ratesAreKnown(): Promise<void> {
  const database = new Client({ connectionString: bazaar.databaseUrl });
  await database.connect();
  try {
    while ((await database.query('SELECT FROM rate')).rowCount === 0) await sleep(50);
  } finally {
    await database.end();
  }
}

afterAll(async () => {
  await bazaar.stop();
  await Promise.all([bank.close(), seller.close()]);
});

interface Found {
  readonly listings: {
    readonly edges: readonly {
      readonly node: {
        readonly offers: readonly {
          readonly network: { readonly id: string };
          readonly priceUsd: string | null;
          readonly priceUsdAsOf: string | null;
        }[];
      };
    }[];
  };
}

const PRICES = `{ listings(filter: { states: [LISTED], maxPriceUsd: "0.25" }) {
  edges { node { offers { network { id } priceUsd priceUsdAsOf } } } } }`;

it('finds a seller who asks for euros by a cap in dollars, at the rate of the day', async () => {
  await bazaar.register({ resource: `${seller.url}/tea` });

  let edges: Found['listings']['edges'] = [];
  for (let tries = 0; edges.length === 0 && tries < 100; tries++) {
    await sleep(100);
    ({ edges } = (await bazaar.graphql<Found>(PRICES)).listings);
  }

  expect(edges[0]?.node.offers).toEqual([
    { network: { id: 'sepa:eu' }, priceUsd: '0.25', priceUsdAsOf: `${TODAY}T00:00:00.000Z` },
    { network: { id: 'xrpl:0' }, priceUsd: null, priceUsdAsOf: null },
  ]);
  expect(bank.asked).toEqual(['/daily.xml']);
});
