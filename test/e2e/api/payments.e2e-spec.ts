import { SettlementRepository, pushSource } from '@bazaar/catalog';

import { SIGNED, aPayment, aPaymentV1 } from '../../builders/a-payment.js';
import { aRequirement } from '../../builders/a-requirement.js';
import { tablesWith } from '../../builders/every-table.js';
import { anObservation, aSilentProbe } from '../../builders/an-observation.js';
import { aChallenge } from '../../builders/a-challenge.js';
import { aSighting } from '../../builders/a-sighting.js';
import { type TestApi, anApi, open } from './an-api.js';
import { queriesOf } from './queries-of.js';

interface Result {
  readonly id: string;
  readonly status: string;
  readonly reason?: string;
  readonly statusUrl: string;
}

const ACME = 'k3y-of-acme-0123456789';
const OTHER = 'k3y-of-other-0123456789';

let api: TestApi;
beforeAll(async () => {
  api = await anApi({
    PUSH_KEYS: `acme:${ACME},other:${OTHER}`,
    LOG_LEVEL: 'trace',
    PUBLIC_URL: 'https://bazaar.example/',
  });
});
afterAll(() => api.close());

const sent = (body: object | string, status = 202, key = ACME): Promise<unknown> =>
  api.send('/discovery/payments', body, status, { authorization: `Bearer ${key}` });

async function push(payments: readonly unknown[], key = ACME): Promise<readonly Result[]> {
  return ((await sent({ payments }, 202, key)) as { results: readonly Result[] }).results;
}

const statusOf = async ({ statusUrl }: Result): Promise<unknown> => api.json(new URL(statusUrl).pathname);

const rows = <Row extends object>(sql: string, parameters: unknown[] = []): Promise<Row[]> =>
  api.catalog.database.query<Row[]>(sql, parameters);

let transactions = 0;
/** A payment of its own: no transaction is settled twice. */
const settled = (change: Parameters<typeof aPayment>[0] = {}): Record<string, unknown> =>
  aPayment({
    ...change,
    settled: { transaction: `0x${(++transactions).toString(16).padStart(64, '0')}`, ...change.settled },
  });

/** Does once what a worker does all the time. */
async function probe(url: string, answer: 'sells' | 'is silent'): Promise<void> {
  const [target] = await rows<{ id: string }>('SELECT id FROM target WHERE url = $1', [url]);
  api.catalog.clock.advance(Date.now() + 1_000 - api.catalog.clock.now().getTime());
  const lease = await api.catalog.lease(target!.id);
  const at = api.catalog.clock.now();
  const seen = answer === 'sells' ? { challenge: aChallenge({ url }) } : {};
  const made = answer === 'sells' ? anObservation : aSilentProbe;
  expect(await api.catalog.ingest.observe([made(lease, { at, url, ...seen })])).toEqual(['stored']);
}

describe('POST /discovery/payments', () => {
  it('takes one, and says what became of it until that is final', async () => {
    const url = 'https://one.example.com/sold';
    const [result] = await push([settled({ url })]);

    expect(result).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      status: 'probing',
      statusUrl: `https://bazaar.example/discovery/payments/${result!.id}`,
    });
    expect(await statusOf(result!)).toMatchObject({ id: result!.id, status: 'probing' });

    await probe(url, 'sells');
    expect(await statusOf(result!)).toEqual({
      ...{ ...result, status: 'listed' },
      receivedAt: expect.any(String) as string,
      listingId: expect.any(String) as string,
    });
  });

  it('answers each item for itself, in order, whatever is wrong with the others', async () => {
    await open(api.catalog, [{ url: 'https://known.example.com/sold' }]);
    const results = await push([
      aPaymentV1('https://v1.example.com/sold'),
      'no payment',
      aPayment({ stage: 'refund' }),
      aPayment({ url: 'http://10.0.0.1/inside' }),
      settled({ url: 'https://known.example.com/sold' }),
      aPayment({ url: 'gopher://old.example.com/' }),
      { ...settled({ url: 'https://nul.example.com/\u0000' }), note: '\u0000\ud800' },
    ]);

    expect(results.map(({ status, reason }) => [status, reason])).toEqual([
      ['probing', undefined],
      ['rejected', 'not-an-object'],
      ['rejected', 'stage-unknown'],
      ['refused', 'private-address'],
      ['listed', undefined],
      ['rejected', 'unsupported-scheme'],
      ['probing', undefined],
    ]);
    for (const result of results) expect(await statusOf(result)).toMatchObject(result);
  });

  it('is not poisoned by the keys of one item', async () => {
    const poison = JSON.stringify(settled({ url: 'https://poison.example.com/a' })).replace(
      '"info":{',
      '"info":{"__proto__":{"a":1},"constructor":{"prototype":{"b":1}},',
    );
    const good = JSON.stringify(settled({ url: 'https://poison.example.com/b' }));
    const { results } = (await sent(`{"payments":[${poison},${good}]}`)) as { results: Result[] };

    expect(poison).toContain('__proto__');
    expect(results.map(({ status }) => status)).toEqual(['probing', 'probing']);
  });

  it('answers a repeat as it answered the first, and takes it once', async () => {
    const url = 'https://repeated.example.com/sold';
    const payment = settled({ url });
    const [first] = await push([payment]);
    const again = await push([payment, Object.fromEntries(Object.entries(payment).reverse())]);

    expect(again).toEqual([first, first]);
    expect(
      await rows('SELECT FROM pushed_payment WHERE id = $1', [Buffer.from(first!.id, 'hex')]),
    ).toHaveLength(1);

    await probe(url, 'sells');
    await push([payment]);
    await rows(`UPDATE listing SET state = 'RETIRED', state_reason = 'gone' WHERE resource = $1`, [url]);
    expect(await push([payment])).toEqual([{ ...first, status: 'listed' }]);
  });

  it('says why our probe refused what was paid for', async () => {
    const url = 'https://silent.example.com/sold';
    await api.catalog.sightOne(aSighting({ url, method: 'GET' }));
    await rows(
      `UPDATE listing SET state = 'UNREACHABLE', state_reason = 'unreachable-dns' WHERE resource = $1`,
      [url],
    );
    const [result] = await push([settled({ url })]);
    expect(result).toMatchObject({ status: 'probing' });

    await probe(url, 'is silent');
    expect(await statusOf(result!)).toMatchObject({
      status: 'refused',
      reason: expect.any(String) as string,
    });
  });

  it.each([
    ['no list', {}],
    ['an empty list', { payments: [] }],
    ['more than 500', { payments: Array.from({ length: 501 }, () => 1) }],
    ['a bare item', aPayment()],
    ['nothing', '[]'],
  ])('refuses what is no batch: %s', async (_what, body) => {
    expect(await sent(body, 400)).toMatchObject({ code: 'BAD_INPUT' });
  });

  it('refuses more than 1 MiB', async () => {
    expect(await sent({ payments: ['x'.repeat(1_048_576)] }, 413)).toMatchObject({ code: 'TOO_LARGE' });
  });

  it('takes nothing without a key it knows', async () => {
    const body = { payments: [settled({ url: 'https://stranger.example.com/' })] };

    expect(await api.send('/discovery/payments', body, 401)).toMatchObject({ code: 'UNAUTHORIZED' });
    expect(await sent(body, 401, 'k3y-of-nobody-0123456789')).toMatchObject({ code: 'UNAUTHORIZED' });
    expect(await rows(`SELECT FROM target WHERE url LIKE '%stranger%'`)).toEqual([]);
  });

  it.each([
    ['0'.repeat(64), 404, 'LISTING_NOT_FOUND'],
    ['F'.repeat(64), 400, 'BAD_INPUT'],
    ['1', 400, 'BAD_INPUT'],
  ])('knows nothing of an id it has not given: %s', async (id, status, code) => {
    expect(await api.json(`/discovery/payments/${id}`, status)).toMatchObject({ code });
  });

  it('takes 500 at once', async () => {
    const payments = Array.from({ length: 500 }, (_, index) =>
      settled({ url: `https://shop${index % 50}.example.org/sold/${index}` }),
    );
    const results = await push(payments);

    expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['probing']));
    expect(new Set(results.map(({ id }) => id)).size).toBe(500);
  });
});

describe('a pushed payment', () => {
  it('sets no price, payee or state of what we have probed', async () => {
    const url = 'https://priced.example.com/sold';
    const [id] = await open(api.catalog, [{ url }]);
    const told = () =>
      rows(
        `SELECT l.*, (SELECT json_agg(o ORDER BY o.key) FROM offer o WHERE o.listing_id = l.id) AS offers
         FROM listing l WHERE l.id = $1`,
        [id],
      );
    const before = await told();
    await push([
      settled({ url, requirement: { amount: '1', payTo: '0x000000000000000000000000000000000000dEaD' } }),
      settled({
        url,
        requirement: { network: 'eip155:1', amount: '9' },
        payload: { resource: { url, description: 'Mine' } },
      }),
    ]);

    expect(await told()).toEqual(before);
    expect(
      await rows(
        `SELECT FROM claim c JOIN target t ON t.id = c.target_id WHERE t.url = $1 AND c.source_id = $2`,
        [url, pushSource('acme').id],
      ),
    ).toHaveLength(1);
  });

  it('is a claim of the source that the key names', async () => {
    const url = 'https://claimed.example.com/sold';
    await push([settled({ url })], OTHER);

    expect(
      await rows(
        `SELECT s.id, s.kind, l.state, l.evidence, l.description FROM source s JOIN claim c ON c.source_id = s.id
         JOIN target t ON t.id = c.target_id JOIN listing l ON l.id = t.listing_id WHERE t.url = $1`,
        [url],
      ),
    ).toEqual([
      {
        id: 'push:other',
        kind: 'push',
        state: 'PENDING',
        evidence: 'CLAIMED',
        description: 'Weather by city.',
      },
    ]);
  });

  it('has a listing that was given up looked at again, if it was settled, and a hundred of them at once', async () => {
    const urls = Array.from({ length: 130 }, (_, index) => `https://tired${index}.example.net/sold`);
    await api.catalog.ingest.sight(urls.map((url) => aSighting({ url, method: 'GET' })));
    const tired = `state = 'UNREACHABLE', state_reason = 'http-5xx', last_probed_at = now() - interval '2 hours'`;
    await rows(`UPDATE listing SET ${tired} WHERE resource LIKE 'https://tired%'`);
    await rows(`UPDATE target SET next_probe_at = now() + interval '3 days' WHERE url LIKE 'https://tired%'`);
    const waiting = async () =>
      (await rows(`SELECT FROM target WHERE url LIKE 'https://tired%' AND requested_at IS NOT NULL`)).length;

    await push(urls.map((url) => aPayment({ url, stage: 'verify' })));
    expect(await waiting()).toBe(0);

    await push(
      urls.map((url) => settled({ url })),
      OTHER,
    );
    expect(await waiting()).toBe(100);
    await push(
      urls.map((url) => settled({ url })),
      OTHER,
    );
    expect(await waiting()).toBe(100);
  });

  it('makes no more new targets than a source may have', async () => {
    await push([settled({ url: 'https://many.example.com/0' })], OTHER);
    await rows(`UPDATE source SET targets_max = 0 WHERE id = 'push:other'`);
    const results = await push(
      [settled({ url: 'https://many.example.com/0' }), settled({ url: 'https://many.example.com/1' })],
      OTHER,
    );
    await rows(`UPDATE source SET targets_max = NULL WHERE id = 'push:other'`);

    expect(results.map(({ status, reason }) => [status, reason])).toEqual([
      ['probing', undefined],
      ['refused', 'quota'],
    ]);
  });
});

describe('what a buyer has signed', () => {
  it('is in no table, no log and no answer, whatever becomes of the payment', async () => {
    const sign = { payload: { signature: SIGNED } };
    const payments = [
      settled({ url: 'https://signed.example.com/sold' }),
      settled({ url: 'http://10.0.0.1/signed' }),
      settled({ url: `https://signed.example.com/find?q=${SIGNED}` }),
      settled({ requirement: { signature: SIGNED, extra: null } }),
      aPaymentV1('https://signed.example.com/v1'),
      aPayment({ ...sign, stage: SIGNED }),
      aPayment({ paymentPayload: SIGNED }),
      aPayment({ paymentRequirements: SIGNED }),
      aPayment({ url: `gopher://signed.example.com/${SIGNED}` }),
      [SIGNED],
      SIGNED,
    ];
    const answers: unknown[] = [
      await sent({ payments }),
      await sent({ payments: SIGNED }, 400),
      await sent({ payments, [SIGNED]: 1 }, 400),
      await sent(`{"payments":[{"paymentPayload":{"payload":"${SIGNED}`, 400),
      await sent({ payments }, 401, SIGNED),
    ];

    expect(JSON.stringify(payments)).toContain(SIGNED);
    expect(await tablesWith(api.catalog.database, SIGNED)).toEqual([]);
    expect(api.logs.filter((line) => line.includes(SIGNED))).toEqual([]);
    expect(JSON.stringify(answers)).not.toContain(SIGNED);
  });

  it('is not told where storing fails', async () => {
    const failing = `CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE numeric_value_out_of_range; END $$;`;
    await rows(failing);
    for (const table of ['claim', 'settlement', 'pushed_payment']) {
      const before = api.logs.length;
      await rows(`CREATE TRIGGER fail BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION fail()`);
      const answer = await api.send(
        '/discovery/payments',
        { payments: [settled({ url: `https://failing.example.com/${table}` })] },
        table === 'claim' ? 202 : 500,
        { authorization: `Bearer ${ACME}` },
      );
      await rows(`DROP TRIGGER fail ON ${table}`);
      const told = JSON.stringify([answer, api.logs.slice(before)]);

      expect(told).toMatch(/ingest-refused|request-failed/);
      expect(told).not.toContain(SIGNED);
    }
    expect(await tablesWith(api.catalog.database, SIGNED)).toEqual([]);
  });

  it('would be found if it were there', async () => {
    await api.catalog.sightOne(aSighting({ url: `https://found.example.com/${SIGNED}` }));

    expect(await tablesWith(api.catalog.database, SIGNED)).toEqual(
      expect.arrayContaining(['listing', 'target']),
    );
  });
});

describe('settlements', () => {
  const PAYERS = ['0x857b06519E91e3A54538791bDbb0E22373e36b66', '0x52908400098527886E0F7030069857D2E4169EE7'];
  /** As the worker counts it, and everybody reads it. */
  const usageOf = async (id: string, now = new Date()): Promise<unknown> => {
    await new SettlementRepository(api.catalog.database).count(now);
    const { listing } = (await api.ask(
      `query ($id: ID!) { listing(id: $id) { usage { source counts calls30d payers30d lastCalledAt } } }`,
      { id },
    )) as { listing: { usage: unknown } };
    return listing.usage;
  };

  it('are counted once a transaction, with their payers, for each listing', async () => {
    const url = 'https://counted.example.com/sold';
    const [id = ''] = await open(api.catalog, [{ url }]);
    const payment = settled({ url });
    await push([
      payment,
      settled({ url, settled: { payer: PAYERS[1] } }),
      settled({ url }),
      aPayment({ url, stage: 'verify' }),
    ]);
    // The same transaction again: in other words, by another source, for another resource.
    await push(
      [
        { ...payment, note: 'again' },
        { ...payment, note: 'and again' },
      ],
      OTHER,
    );
    await push([{ ...payment, paymentPayload: { resource: { url: 'https://counted.example.com/other' } } }]);
    const usage = await usageOf(id);

    expect(usage).toEqual([
      {
        ...{ source: 'push:acme', calls30d: 3, payers30d: 2 },
        counts: expect.stringContaining('settlements') as string,
        lastCalledAt: expect.any(String) as string,
      },
    ]);
  });

  it('count only what went to a payee that the endpoint has shown', async () => {
    const url = 'https://foreign.example.com/sold';
    const [id = ''] = await open(api.catalog, [{ url }]);
    await push([
      settled({ url, requirement: { payTo: '0x000000000000000000000000000000000000dEaD' } }),
      settled({ url, requirement: { network: 'eip155:137' } }),
    ]);

    expect(await usageOf(id)).toEqual([]);
  });

  it('are calls of the last 30 days', async () => {
    const url = 'https://long-ago.example.com/sold';
    const [id = ''] = await open(api.catalog, [{ url }]);
    await push([settled({ url })]);
    const later = new Date(Date.now() + 31 * 86_400_000);

    expect(await usageOf(id, later)).toMatchObject([
      { calls30d: 0, payers30d: 0, lastCalledAt: expect.any(String) as string },
    ]);
  });

  it('name neither payer nor transaction', async () => {
    const url = 'https://nameless.example.com/sold';
    const payer = '0x8617E340B3D01FA5F11F306F4090FD50E238070D';
    const transaction = `0x${'cd'.repeat(32)}`;
    await push([settled({ url, settled: { payer, transaction } })]);

    for (const told of [payer, payer.toLowerCase(), payer.slice(2).toLowerCase(), transaction.slice(2)])
      expect(await tablesWith(api.catalog.database, told)).toEqual([]);
    expect(await rows('SELECT FROM settlement WHERE length(payer_hash) = 32')).not.toEqual([]);
  });
});

it('asks the database as often for 100 payments as for one', async () => {
  const batch = (name: string, length: number) =>
    Array.from({ length }, (_, index) =>
      settled({ url: `https://${name}.example.com/sold/${index}`, requirement: aRequirement() }),
    );
  await push(batch('first', 1));
  const one = await queriesOf(api, () => push(batch('single', 1)));
  const many = await queriesOf(api, () => push(batch('many', 100)));

  expect(many.length).toBe(one.length);
});
