import { aRequirement } from './a-requirement.js';

type Fields = Readonly<Record<string, unknown>>;

/** Stands wherever a buyer signs: it must be found nowhere else. */
export const SIGNED = 'signed-by-the-buyer-and-nobody-elses';

const PAYER = '0x857b06519E91e3A54538791bDbb0E22373e36b66';

/** One item of a push: a settled payment of version 2, as a facilitator sees it, unless told otherwise. */
export const aPayment = (
  change: {
    readonly url?: string;
    readonly requirement?: Fields;
    readonly payload?: Fields;
    readonly settled?: Fields;
  } & Fields = {},
): Record<string, unknown> => {
  const { url = 'https://api.example.com/weather', requirement, payload, settled, ...rest } = change;
  const paymentRequirements = aRequirement(requirement);
  return {
    stage: 'settle',
    x402Version: 2,
    paymentPayload: {
      x402Version: 2,
      resource: { url, description: 'Weather by city.', serviceName: 'Acme Weather' },
      accepted: paymentRequirements,
      payload: { signature: SIGNED, authorization: { from: PAYER, nonce: SIGNED } },
      extensions: {
        bazaar: { info: { input: { type: 'http', method: 'GET' } }, schema: { type: 'object' } },
        'sign-in-with-x': { signature: SIGNED },
        eip2612GasSponsoring: { info: { signature: SIGNED } },
      },
      ...payload,
    },
    paymentRequirements,
    settleResponse: {
      success: true,
      payer: PAYER,
      transaction: `0x${'ab'.repeat(32)}`,
      network: paymentRequirements['network'],
      ...settled,
    },
    ...rest,
  };
};

/** The same as version 1 writes it: the server names the resource, the payload only what is signed. */
export const aPaymentV1 = (url = 'https://api.example.com/weather'): Record<string, unknown> => {
  const { amount, ...requirement } = aRequirement({ network: 'base' });
  return {
    stage: 'verify',
    x402Version: 1,
    paymentPayload: { x402Version: 1, scheme: 'exact', network: 'base', payload: { signature: SIGNED } },
    paymentRequirements: {
      ...requirement,
      maxAmountRequired: amount,
      resource: url,
      description: 'Weather by city.',
      mimeType: 'application/json',
      outputSchema: { input: { type: 'http', method: 'GET' } },
    },
  };
};
