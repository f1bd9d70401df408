import { priceOffers } from '@bazaar/x402';

import { type TestCatalog, aCatalog } from '../../../../test/builders/a-catalog.js';
import { aChallenge } from '../../../../test/builders/a-challenge.js';
import { aRequirement } from '../../../../test/builders/a-requirement.js';
import { aSighting } from '../../../../test/builders/a-sighting.js';
import { aSilentProbe, anObservation } from '../../../../test/builders/an-observation.js';
import { type Observed } from '../ingest/observed.js';
import { ListingRepository } from '../listing/listing.repository.js';

const MINUTE = 60_000;
/** One dollar in a dollar's token, one in test money, one euro by card. */
const accepts = [
  aRequirement({ amount: '1000000' }),
  aRequirement({ network: 'eip155:84532', asset: '0x036CbD53842c5426634e7929541eC2318f3dCF7e' }),
  aRequirement({ network: 'card:visa', asset: 'EUR', amount: '100', payTo: 'merchant' }),
];
const challenge = aChallenge({ accepts });

let catalog: TestCatalog;
beforeAll(async () => {
  catalog = await aCatalog();
});
afterAll(() => catalog.close());

/** A probe whose offers were priced by the rates of a day. */
function pricedAt(observed: Observed, date: string, euro: string): Observed {
  const { reading } = observed;
  if (reading === null) throw new Error('The probe found nothing.');
  const offers = priceOffers(reading.offers, { date, usdPerUnit: { EUR: euro } });
  return { ...observed, reading: { ...reading, offers } };
}

it('dates a price by when it was seen, and one by a rate by the day of that rate', async () => {
  const { targetId, listingId } = await catalog.sightOne(aSighting());
  const probe = async (at: Date, date: string, euro: string) =>
    catalog.ingest.observe([
      pricedAt(anObservation(await catalog.lease(targetId), { at, challenge }), date, euro),
    ]);
  const prices = async () =>
    (await new ListingRepository(catalog.database).offersOf([listingId]))[0]?.map(
      ({ priceUsd, priceUsdAsOf }) => [priceUsd, priceUsdAsOf?.toISOString()],
    );
  const first = catalog.clock.now();
  await probe(first, '2026-11-19', '1.08');
  expect(await prices()).toEqual([
    ['1', first.toISOString()],
    [null, undefined],
    ['1.08', '2026-11-19T00:00:00.000Z'],
  ]);

  // Seen again, nothing new: what is pegged is as fresh as the probe, what is by rate is of its day.
  const second = catalog.clock.advance(15 * MINUTE);
  await probe(second, '2026-11-19', '1.08');
  await catalog.ingest.observe([
    aSilentProbe(await catalog.lease(targetId), { at: catalog.clock.advance(MINUTE) }),
  ]);
  expect(await prices()).toEqual([
    ['1', second.toISOString()],
    [null, undefined],
    ['1.08', '2026-11-19T00:00:00.000Z'],
  ]);

  const third = catalog.clock.advance(15 * MINUTE);
  await probe(third, '2026-11-20', '1.09');
  expect((await prices())?.[2]).toEqual(['1.09', '2026-11-20T00:00:00.000Z']);
});
