import { x402Client, x402HTTPClient } from '@x402/core/client';
import { type PaymentRequired, type PaymentRequirements } from '@x402/core/types';
import { type Expectation, type ExpectedOffer } from './endpoint.js';

const officialClient = new x402HTTPClient(new x402Client());
const GET_REFUSED = [400, 404, 405, 422, 501];

interface Answer {
  readonly status: number;
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly text: string;
}

/** A probe as the service makes it: GET, then POST without a body where GET is not what the endpoint takes. */
export async function probe(url: string): Promise<Answer> {
  let answer = await ask(url, 'GET');
  if (GET_REFUSED.includes(answer.status)) answer = await ask(url, 'POST');
  return answer;
}

export async function ask(url: string, method: string): Promise<Answer> {
  const response = await fetch(url, { method, headers: { accept: 'application/json' } });
  return {
    status: response.status,
    url: response.url,
    method,
    headers: response.headers,
    text: await response.text(),
  };
}

export const challengeOf = ({ headers, text }: Pick<Answer, 'headers' | 'text'>): PaymentRequired =>
  officialClient.getPaymentRequiredResponse(
    (name) => headers.get(name),
    text === '' ? undefined : (JSON.parse(text) as unknown),
  );

/** What an expectation and a version 2 challenge have in common. */
export interface Stated {
  readonly serviceName: string | null;
  readonly description: string | null;
  readonly tags: readonly string[];
  readonly accepts: readonly (Pick<ExpectedOffer, 'scheme' | 'network' | 'asset' | 'payTo'> & {
    /** Null unless it is a number of atomic units. */
    readonly amount: string | null;
  })[];
}

export const stated = ({ offers, serviceName, description, tags }: Expectation): Stated => ({
  serviceName,
  description,
  tags,
  accepts: offers.map(({ scheme, network, asset, amountAtomic, payTo }) => ({
    scheme,
    network,
    asset,
    amount: amountAtomic,
    payTo,
  })),
});

export function stating({ resource, accepts }: PaymentRequired): Stated {
  const { serviceName, description, tags } = resource;
  const terms = accepts.filter((entry): entry is PaymentRequirements => typeof entry === 'object');
  return {
    serviceName: serviceName ?? null,
    description: description ?? null,
    tags: tags ?? [],
    accepts: terms.map(({ scheme, network, asset, amount, payTo }) => ({
      scheme,
      network,
      asset,
      amount: /^\d+$/.test(amount) ? amount : null,
      payTo,
    })),
  };
}
