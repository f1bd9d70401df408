import { setTimeout as sleep } from 'node:timers/promises';

import express from 'express';

import { type BazaarPush, type BazaarPushOptions, pushToBazaar } from '../../../examples/facilitator-hook.js';
import { SIGNED, aPayment } from '../../builders/a-payment.js';
import { type RunningBazaar, aBazaar } from '../../builders/a-bazaar.js';
import { SIGNATURE, paymentFor } from '../../builders/official-buyer.js';
import { ask } from '../../fleet/ask.js';
import { type Listener, listen } from '../../fleet/listen.js';
import { officialSeller } from '../../fleet/official-seller.js';
import { BASE_USDC } from '../../fleet/tokens.js';
import { aFacilitator, served } from './a-facilitator.js';

const KEY = 'k3y-of-acme-0123456789';
const PAYEE = { evm: '0x52908400098527886E0F7030069857D2E4169EE7', solana: '' };

type Fields = Record<string, unknown>;
interface Heard {
  readonly key: string | undefined;
  readonly payments: readonly (Fields & { readonly stage: string; readonly paymentPayload: Fields })[];
}

const listeners: Listener[] = [];
const pushes: BazaarPush[] = [];
afterEach(async () => {
  await Promise.all(pushes.splice(0).map((push) => push.close(0)));
  await Promise.all(listeners.splice(0).map((listener) => listener.close()));
});

async function opened(): Promise<Listener> {
  const listener = await listen(null);
  listeners.push(listener);
  return listener;
}

/** A Bazaar that answers as it is told, the last answer for ever; null keeps silent. */
async function anEar(...answers: readonly (number | null)[]): Promise<{ url: string; heard: Heard[] }> {
  const listener = await opened();
  const heard: Heard[] = [];
  const app = express().use(express.json({ limit: '1mb' }));
  app.post('/discovery/payments', (request, response) => {
    const { payments } = request.body as Pick<Heard, 'payments'>;
    const status = answers[heard.length] ?? answers.at(-1);
    heard.push({ key: request.headers.authorization, payments });
    if (status !== null && status !== undefined)
      response.status(status).set('retry-after', '0').json({ results: [] });
  });
  listener.serve(app);
  return { url: listener.origin, heard };
}

function hooked(options: Partial<BazaarPushOptions> & { readonly url: string }) {
  const facilitator = aFacilitator();
  const dropped: (readonly [number, string])[] = [];
  const onDropped = (items: number, why: string) => dropped.push([items, why]);
  const push = pushToBazaar(facilitator, { key: KEY, collectMs: 60_000, onDropped, ...options });
  pushes.push(push);
  return { facilitator, push, dropped };
}

type Facilitator = ReturnType<typeof aFacilitator>;
type Payload = Parameters<Facilitator['settle']>[0];
type Requirements = Parameters<Facilitator['settle']>[1];

async function pay(facilitator: Facilitator, url = 'https://api.example.com/sold'): Promise<void> {
  const { paymentPayload, paymentRequirements } = aPayment({ url });
  await facilitator.verify(paymentPayload as Payload, paymentRequirements as Requirements);
  const settled = await facilitator.settle(paymentPayload as Payload, paymentRequirements as Requirements);
  expect(settled.success).toBe(true);
}

describe('the hook of a facilitator', () => {
  it('tells of what was verified and settled, together, under its key', async () => {
    const ear = await anEar(202);
    const { facilitator, push } = hooked(ear);
    await pay(facilitator);
    await pay(facilitator, 'https://api.example.com/other');
    expect(ear.heard).toEqual([]);

    await push.flush();
    expect(ear.heard.map(({ key }) => key)).toEqual([`Bearer ${KEY}`]);
    expect(ear.heard[0]!.payments.map(({ stage }) => stage)).toEqual([
      'verify',
      'settle',
      'verify',
      'settle',
    ]);
  });

  it('tells by itself, once it has collected', async () => {
    const ear = await anEar(202);
    const { facilitator } = hooked({ ...ear, collectMs: 10 });
    await pay(facilitator);
    while (ear.heard.length === 0) await sleep(10);

    expect(ear.heard[0]!.payments).toHaveLength(2);
  });

  it('tells nothing of what the buyer signed', async () => {
    const ear = await anEar(202);
    const { facilitator, push } = hooked(ear);
    await pay(facilitator);
    await push.flush();

    expect(JSON.stringify(aPayment())).toContain(SIGNED);
    expect(JSON.stringify(ear.heard)).not.toContain(SIGNED);
    expect(JSON.stringify(ear.heard)).toContain('"bazaar":{"info"');
  });

  it('tells once in an hour that an endpoint verifies, and of each settlement', async () => {
    const ear = await anEar(202);
    const { facilitator, push } = hooked(ear);
    for (let times = 0; times < 3; times++) await pay(facilitator);
    await push.flush();

    expect(ear.heard[0]!.payments.map(({ stage }) => stage)).toEqual([
      'verify',
      'settle',
      'settle',
      'settle',
    ]);
  });

  it('sends no more at once than is taken', async () => {
    const ear = await anEar(202);
    const { facilitator, push } = hooked(ear);
    for (let index = 0; index < 300; index++) await pay(facilitator, `https://api.example.com/${index}`);
    await push.flush();

    expect(ear.heard.reduce((items, { payments }) => items + payments.length, 0)).toBe(600);
    expect(Math.max(...ear.heard.map(({ payments }) => payments.length))).toBeLessThanOrEqual(500);
  });

  it.each([503, 429])('tries again where it is answered %i', async (status) => {
    const ear = await anEar(status, status, 202);
    const { facilitator, push, dropped } = hooked(ear);
    await pay(facilitator);
    await push.flush();

    expect(ear.heard).toHaveLength(3);
    expect(dropped).toEqual([]);
  });

  it('finds the one bad item of a batch, and gives up no other', async () => {
    const ear = await anEar(400, 202, 400, 202);
    const { facilitator, push, dropped } = hooked(ear);
    await pay(facilitator);
    await pay(facilitator, 'https://api.example.com/other');
    await push.flush();

    expect(ear.heard.map(({ payments }) => payments.length)).toEqual([4, 2, 2, 1, 1]);
    expect(dropped).toEqual([]);
  });

  it.each([
    ['knows the key', 401, [2, 'answered 401']],
    ['ever answers well', 500, [2, 'answered 500']],
  ])('gives up where nobody %s', async (_what, status, expected) => {
    const ear = await anEar(status);
    const { facilitator, push, dropped } = hooked({ ...ear, triesMax: 3 });
    await pay(facilitator);
    await push.flush();

    expect(dropped).toEqual([expected]);
    expect(ear.heard).toHaveLength(status === 500 ? 3 : 1);
  });

  it.each([
    ['keeps silent', () => anEar(null)],
    ['is not there', () => Promise.resolve({ url: 'http://127.0.0.1:9' })],
  ])('keeps no payment waiting for a Bazaar that %s, and ends when it is told to', async (_what, bazaar) => {
    const { facilitator, push, dropped } = hooked({ ...(await bazaar()), collectMs: 1, timeoutMs: 30_000 });
    const startedAt = performance.now();
    for (let index = 0; index < 20; index++) await pay(facilitator, `https://api.example.com/${index}`);
    await sleep(5);
    await push.close(50);
    await pay(facilitator, 'https://api.example.com/after');

    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(dropped.reduce((items, [count]) => items + count, 0)).toBe(40);
  });

  it('fails no payment, whatever is in it', () => {
    const { push, dropped } = hooked({
      url: 'http://127.0.0.1:9',
      onDropped: () => {
        throw new Error('broken listener');
      },
    });
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    const add = () => push.add({ stage: 'verify', paymentPayload: {}, requirements: loop });

    expect(add).not.toThrow();
    expect(dropped).toEqual([]);
  });

  it('keeps so much waiting, and gives up the oldest', async () => {
    const ear = await anEar(202);
    const { facilitator, push, dropped } = hooked({ ...ear, waitingCharsMax: 3_000 });
    for (let index = 0; index < 10; index++) await pay(facilitator, `https://api.example.com/${index}`);
    await push.flush();
    const kept = ear.heard[0]!.payments;

    expect(dropped.every(([items, why]) => items === 1 && why === 'too many')).toBe(true);
    expect(kept.length + dropped.length).toBe(20);
    expect(JSON.stringify(kept.at(-1))).toContain('/9"');
  });
});

describe('a payment through the official packages', () => {
  let bazaar: RunningBazaar;
  beforeAll(async () => {
    bazaar = await aBazaar({
      FETCH_ALLOW: '127.0.0.1/32:20000-32000',
      PROBES: 'off',
      PUSH_KEYS: `acme:${KEY}`,
    });
  }, 60_000);
  afterAll(() => bazaar.stop());

  it('lists an endpoint that nobody has registered, at what it really asks', async () => {
    const { facilitator, push } = hooked({ url: bazaar.url });
    const [facilitating, selling] = [await opened(), await opened()];
    facilitating.serve(served(facilitator));
    const { app } = await officialSeller(
      { origin: selling.origin, facilitatorUrl: facilitating.origin, stopped: new AbortController().signal },
      'Acme Weather',
      [
        {
          ...{ name: 'weather', method: 'GET', path: '/weather', description: 'Weather by city.', tags: [] },
          asks: [ask(BASE_USDC, '0.01', PAYEE)],
          discovery: { output: { example: { tempC: 21 } } },
        },
      ],
    );
    selling.serve(app);
    const resource = `${selling.origin}/weather`;

    const asked = await fetch(`${resource}?city=Rome`);
    const challenge = { headers: Object.fromEntries(asked.headers), body: await asked.text() };
    const headers = await paymentFor(challenge);
    const paid = await fetch(`${resource}?city=Rome`, { headers });
    expect([asked.status, paid.status]).toEqual([402, 200]);
    await push.flush();

    const listed = async () =>
      (
        await bazaar.get<{
          statuses: { state: string; listing: { accepts: { amount: string }[] } | null }[];
        }>(`/discovery/status?resource=${encodeURIComponent(resource)}`)
      ).statuses[0];
    while ((await listed())?.state !== 'LISTED') await sleep(50);
    expect((await listed())?.listing?.accepts).toMatchObject([{ amount: '10000', payTo: PAYEE.evm }]);
    expect(JSON.stringify(await listed())).not.toContain(SIGNATURE);
    expect(JSON.stringify(await listed())).not.toContain('Rome');
    expect(
      await bazaar.graphql(
        'query ($resource: String) { listing(resource: $resource) { sources { source { id } } } }',
        {
          resource,
        },
      ),
    ).toEqual({ listing: { sources: [{ source: { id: 'push:acme' } }] } });
  }, 30_000);
});
