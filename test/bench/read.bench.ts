import { InfoChecker } from '@bazaar/crawler';
import { ok } from '@bazaar/kernel';
import { checkInfo, readResource } from '@bazaar/x402';

import { type Bench, type Measured } from './bench.js';
import { measureRate } from './measure-rate.js';
import { type SoldResource, aSoldResource } from './sold-resource.js';

/** As many distinct sellers take turns, so that no cache answers for a single one. */
const SELLERS = 500;
const BYTES_TYPICAL = 2_000;

/** Reading, normalizing, pricing and judging one answer, and its verdict out of the crawler's cache. */
export const read: Bench = {
  about:
    '402 answers read, normalized, priced and judged, as a crawler does once their schema verdicts are cached. ' +
    `${SELLERS} sellers take turns. Budget: 10,000 a second and core for version 2, 2 offers, 2 kB.`,
  async run(report) {
    // Unreported: what is measured first would pay for compiling what all cases use.
    await measured('version 2, typical', { offers: 2, bytes: BYTES_TYPICAL });
    report(await measured('version 2, typical', { offers: 2, bytes: BYTES_TYPICAL }));
    report(await measured('version 1', { offers: 2, bytes: BYTES_TYPICAL, x402Version: 1 }));
    // Beyond 64 offers the rest is not read.
    for (const offers of [1, 10, 64, 100])
      report(await measured('growth with offers', { offers, bytes: BYTES_TYPICAL }));
    for (const bytes of [1_000, 10_000, 100_000])
      report(await measured('growth with bytes', { offers: 1, bytes }));
  },
};

async function measured(what: string, of: Parameters<typeof aSoldResource>[0]): Promise<Measured> {
  const sold = Array.from({ length: SELLERS }, (_, seller) => aSoldResource({ ...of, seller }));
  const checker = new InfoChecker({
    run: ({ info, schema }) => Promise.resolve(ok(checkInfo(JSON.parse(info), JSON.parse(schema)))),
    onFailure: (failure) => {
      throw new Error(failure);
    },
  });
  for (const each of sold) await judge(each, checker);
  const rate = await measureRate((run) => judge(sold[run % SELLERS]!, checker), {
    warmMs: 2_000,
    measuredMs: 3_000,
  });
  const bytes = sold.reduce((sum, { bytes }) => sum + bytes, 0) / SELLERS;
  return {
    case: what,
    size: `${of.offers} ${of.offers === 1 ? 'offer' : 'offers'}, ${(bytes / 1_000).toFixed(1)} kB`,
    warmth: 'all read before, verdicts cached',
    figures: { ...rate, usPerKb: 1e9 / rate.perCoreSecond / bytes },
  };
}

async function judge({ url, answer }: SoldResource, checker: InfoChecker): Promise<void> {
  const reading = readResource({ url, method: 'GET', answer });
  if (!reading.ok) throw new Error(`${url}: ${reading.error}`);
  const { payability } = await checker.check(reading.value);
  if (payability === 'BLOCKED') throw new Error(`${url} cannot be paid`);
}
