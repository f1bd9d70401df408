import { paymentIdOf } from '@bazaar/x402';

import { type TestCatalog, aCatalog } from '../../../../test/builders/a-catalog.js';
import { aPayment } from '../../../../test/builders/a-payment.js';
import { RetentionRepository } from '../retention/retention.repository.js';
import { pushSource } from '../source/own-sources.js';
import { HintRepository } from './hint.repository.js';
import { hashSettlement } from './keyed-hash.js';
import { PayerKeyRepository } from './payer-key.repository.js';
import { PaymentService } from './payment.service.js';
import { PushedPaymentRepository } from './pushed-payment.repository.js';
import { SettlementRepository } from './settlement.repository.js';

const DAY_MS = 86_400_000;
const ACME = pushSource('acme');
const OTHER = pushSource('other');

let catalog: TestCatalog;
let payments: PaymentService;
beforeEach(async () => {
  catalog = await aCatalog();
  payments = aService();
});
afterEach(() => catalog.close());

const aService = () =>
  new PaymentService(
    catalog.ingest,
    new PushedPaymentRepository(catalog.database),
    new SettlementRepository(catalog.database),
    new HintRepository(catalog.database),
    new PayerKeyRepository(catalog.database),
    catalog.clock,
  );

const transaction = (number: number): string => `0x${number.toString(16).padStart(64, '0')}`;
const batch = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) =>
    aPayment({
      url: `https://api.example.com/${from + index}`,
      settled: { transaction: transaction(from + index) },
    }),
  );
const count = async (table: string): Promise<number> => {
  const [row] = await catalog.database.query<{ count: number }[]>(`SELECT count(*)::integer FROM ${table}`);
  return row?.count ?? 0;
};

describe('pushes', () => {
  it('that come at once, from several processes and with the same items, are each taken once', async () => {
    const reports = await Promise.all([
      payments.push(batch(0, 40), ACME),
      aService().push(batch(20, 60).reverse(), ACME),
      aService().push(batch(0, 60), ACME),
    ]);

    expect(reports.map(({ length }) => length)).toEqual([40, 40, 60]);
    expect([await count('pushed_payment'), await count('settlement')]).toEqual([60, 60]);
    expect(await count('payer_key')).toBe(1);
  });

  it('of two sources are two sightings of one target, and one settlement', async () => {
    const [item] = batch(0, 1);
    const [one] = await payments.push([item], ACME);
    catalog.clock.advance(1_000);
    const [two] = await payments.push([item], OTHER);

    expect(two).toEqual({ ...one, receivedAt: catalog.clock.now() });
    expect([await count('sighting'), await count('target'), await count('settlement')]).toEqual([2, 1, 1]);
    expect(await payments.get(paymentIdOf(item))).toEqual(one);
  });

  it('are refused while the operator holds their source', async () => {
    await catalog.database.query(
      `INSERT INTO hold (kind, scope, value, reason, since) VALUES ('block', 'source', 'push:acme', 'x', $1)`,
      [catalog.clock.now()],
    );

    expect(await payments.push(batch(0, 1), ACME)).toMatchObject([{ status: 'refused', reason: 'blocked' }]);
    expect([await count('target'), await count('settlement')]).toEqual([0, 0]);
  });

  it('are forgotten when they have had their time, and may then be taken again', async () => {
    const kept = {
      PROBES_KEPT_DAYS: 90,
      CHANGES_KEPT_DAYS: 30,
      HEALTH_KEPT_DAYS: 400,
      ANSWERS_KEPT_DAYS: 90,
    };
    const retention = new RetentionRepository(catalog.database, catalog.clock, {
      ...kept,
      PAYMENTS_KEPT_DAYS: 31,
    });
    await payments.push(batch(0, 5), ACME);
    catalog.clock.advance(31 * DAY_MS);
    await payments.push(batch(5, 7), ACME);
    expect(await retention.forgetPayments()).toBe(0);

    catalog.clock.advance(1);
    expect(await retention.forgetPayments()).toBe(10);
    expect([await count('pushed_payment'), await count('settlement')]).toEqual([2, 2]);
    await payments.push(batch(0, 1), ACME);
    expect(await count('settlement')).toBe(3);
  });
});

describe('what is kept of a settlement', () => {
  const seen = { network: 'eip155:8453', transaction: transaction(1), payer: '0xPayer' };
  const key = Buffer.alloc(32, 7);

  it('tells payers apart, on whichever network of a family they pay', () => {
    const { payer } = hashSettlement(key, seen);

    expect(hashSettlement(key, { ...seen, network: 'eip155:137', transaction: '' }).payer).toEqual(payer);
    expect(hashSettlement(key, { ...seen, payer: '0xOther' }).payer).not.toEqual(payer);
    expect(hashSettlement(key, { ...seen, network: 'solana:x' }).payer).not.toEqual(payer);
    expect(hashSettlement(key, { ...seen, payer: null }).payer).toBeNull();
  });

  it('tells transactions apart, which are their own on each network', () => {
    const { transaction: hash } = hashSettlement(key, seen);

    expect(hashSettlement(key, { ...seen, payer: null }).transaction).toEqual(hash);
    expect(hashSettlement(key, { ...seen, network: 'eip155:137' }).transaction).not.toEqual(hash);
  });

  it('says nothing without the key', () => {
    expect(hashSettlement(Buffer.alloc(32, 8), seen)).not.toEqual(hashSettlement(key, seen));
  });
});
