import { inspect } from 'node:util';

import { SIGNED, aPayment, aPaymentV1 } from '../../../../test/builders/a-payment.js';
import { aRequirement } from '../../../../test/builders/a-requirement.js';
import { paymentIdOf } from './payment-id.js';
import { readPaymentEcho } from './read-payment-echo.js';

const read = (item: unknown) => {
  const echo = readPaymentEcho(item);
  if (!echo.ok) throw new Error(echo.error);
  return echo.value;
};

describe('an item of a push', () => {
  it('says of its resource what the seller says', () => {
    const { item: _item, ...echo } = read(aPayment());

    expect(echo).toEqual({
      stage: 'settle',
      words: {
        x402Version: 2,
        resource: 'https://api.example.com/weather',
        description: 'Weather by city.',
        serviceName: 'Acme Weather',
        accepts: [aRequirement()],
        extensions: {
          bazaar: { info: { input: { type: 'http', method: 'GET' } }, schema: { type: 'object' } },
        },
      },
      settlement: {
        network: 'eip155:8453',
        transaction: `0x${'ab'.repeat(32)}`,
        payer: '0x857b06519E91e3A54538791bDbb0E22373e36b66',
      },
    });
  });

  it.each([
    ['of version 2', aPayment()],
    ['of version 1', aPaymentV1()],
  ])('%s is a claim that a catalogue could make', (_what, payment) => {
    expect(read(payment).item).toMatchObject({
      resource: 'https://api.example.com/weather',
      method: 'GET',
      reading: { description: 'Weather by city.', offers: [{ network: 'eip155:8453', priceUsd: '0.01' }] },
    });
  });

  it.each([
    ['the payload', aPayment()],
    ['the payload of version 1', aPaymentV1()],
    ['fields nobody knows', aPayment({ signature: SIGNED, requirement: { signature: SIGNED } })],
    ['the settlement', aPayment({ settled: { extensions: { receipt: SIGNED } } })],
    [
      'the query of the request that was paid',
      aPayment({ url: `https://api.example.com/find?for=${SIGNED}` }),
    ],
  ])('keeps nothing of what the buyer signs: %s', (_what, payment) => {
    expect(JSON.stringify(payment)).toContain(SIGNED);
    expect(inspect(read(payment), { depth: null })).not.toContain(SIGNED);
  });

  it("believes the server's word for the resource before the buyer's", () => {
    const payment = aPayment({
      url: 'https://other.example/listed',
      requirement: { resource: 'https://api.example.com/sold' },
    });

    expect(read(payment).item.resource).toBe('https://api.example.com/sold');
  });

  it.each([
    ['text', 'not-an-object'],
    [null, 'not-an-object'],
    [[aPayment()], 'not-an-object'],
    [{}, 'stage-unknown'],
    [aPayment({ stage: 'refund' }), 'stage-unknown'],
    [aPayment({ paymentPayload: 'bytes' }), 'no-payment-payload'],
    [aPayment({ paymentRequirements: [] }), 'no-payment-requirements'],
    [aPayment({ payload: { resource: undefined } }), 'no-resource'],
    [aPayment({ payload: { resource: { url: 7 } } }), 'no-resource'],
    [aPayment({ url: `GET https://api.example.com/find?for=${SIGNED}` }), 'not-a-url'],
    [aPayment({ url: 'ftp://api.example.com/x' }), 'unsupported-scheme'],
    [aPayment({ note: 'x'.repeat(300_000) }), 'too-large'],
    [aPayment({ note: JSON.parse('['.repeat(80) + ']'.repeat(80)) as unknown }), 'too-large'],
  ])('is refused with a reason: %#', (item, reason) => {
    expect(readPaymentEcho(item)).toEqual({ ok: false, error: reason });
  });
});

describe('its settlement', () => {
  it.each([
    ['a failed one', { success: false }],
    ['one that does not say so', { success: 'true' }],
    ['one without a transaction', { transaction: '' }],
    ['one on no network', { network: 'not a network' }],
  ])('is none: %s', (_what, settled) => {
    expect(read(aPayment({ settled })).settlement).toBeNull();
  });

  it('is none before the payment is settled', () => {
    expect(read(aPayment({ stage: 'verify' })).settlement).toBeNull();
    expect(read(aPayment({ settleResponse: undefined })).settlement).toBeNull();
  });

  it('is the same however it is spelled', () => {
    const spelled = aPayment({
      settled: {
        network: 'base',
        transaction: ` 0x${'AB'.repeat(32)}`,
        payer: '0x857B06519E91E3A54538791BDBB0E22373E36B66',
      },
    });

    expect(read(spelled).settlement).toEqual(read(aPayment()).settlement);
  });

  it('keeps the case of a transaction that is not hexadecimal', () => {
    const transaction = '5VERv8NMvzbJMEkV8xnrLkEaWRtSz9CosKDYjCJjBRnb';

    expect(read(aPayment({ settled: { transaction } })).settlement?.transaction).toBe(transaction);
  });

  it('has no payer where that is no address of its network', () => {
    expect(read(aPayment({ settled: { payer: 'somebody' } })).settlement?.payer).toBeNull();
  });
});

describe('the id of an item', () => {
  it('is the same for every order of its keys', () => {
    const payment = aPayment();

    expect(paymentIdOf(Object.fromEntries(Object.entries(payment).reverse()))).toBe(paymentIdOf(payment));
  });

  it('is the sha256 of its canonical JSON', () => {
    expect(paymentIdOf({ b: 1, a: [true] })).toBe(
      // printf '{"a":[true],"b":1}' | sha256sum
      '708747538ba81fd60b5aac8c646370de5e24abf70ab1872f67458a5a4f3af05d',
    );
  });

  it('is another for whatever differs', () => {
    expect(paymentIdOf(aPayment({ stage: 'verify' }))).not.toBe(paymentIdOf(aPayment()));
  });
});
