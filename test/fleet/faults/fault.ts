import { type RequestHandler } from 'express';

import { type Edit, editChallenges } from './edit-challenges.js';

/** What is wrong with an endpoint, or with a whole origin, until it is mended. */
export type Fault =
  | { readonly kind: 'down' }
  /** Stands in front of the seller: answers in its place, or lets the request through to it. */
  | { readonly kind: 'in-front'; readonly handle: RequestHandler };

const inFront = (handle: RequestHandler): Fault => ({ kind: 'in-front', handle });

/** Connections are refused. Of a whole origin only. */
export const down: Fault = { kind: 'down' };

/** Takes the request and never answers. */
export const silent: Fault = inFront(() => undefined);

/** The same status for every request, with what headers there should be. */
export const answering = (status: number, headers: Readonly<Record<string, string>> = {}): Fault =>
  inFront((_request, response) => void response.status(status).set(headers).json({ status }));

export const retryAfter = (seconds: number): Record<string, string> => ({ 'retry-after': String(seconds) });

/** Of a whole origin. */
export const forbidsRobots: Fault = inFront((request, response, next) => {
  if (request.path === '/robots.txt') response.type('text/plain').send('User-agent: *\nDisallow: /\n');
  else next();
});

/** What the endpoint sells stands at another address now. */
export const movedTo = (url: string): Fault => inFront((_request, response) => response.redirect(308, url));

/** What was asked for by GET takes POST now, and still says GET of itself. */
export const postOnly: Fault = inFront((request, response, next) => {
  if (request.method !== 'POST') {
    response.status(405).set('allow', 'POST').json({ error: 'Use POST.' });
    return;
  }
  request.method = 'GET';
  next();
});

/** A POST is looked at before it is priced: without values it is refused. */
export const needsBody: Fault = inFront((request, response, next) => {
  if (request.method !== 'POST' || hasValues(request.body)) next();
  else response.status(422).json({ error: 'The body lacks required values.' });
});

/** A paid endpoint that nobody is to list. */
export const noindex: Fault = inFront((_request, response, next) => {
  response.set('x-robots-tag', 'noindex');
  next();
});

/** Serves everybody, and still says what it would cost. */
export const givesAway: Fault = inFront((_request, response, next) => {
  const { status } = response;
  response.status = (code) => status.call(response, code === 402 ? 200 : code);
  next();
});

/** Does not state the template of its route any more. */
export const withoutTemplate: Fault = inFront(
  editChallenges(() => (challenge) => {
    const { bazaar } = challenge.extensions ?? {};
    if (bazaar === undefined) return challenge;
    const { routeTemplate: _, ...rest } = bazaar;
    return { ...challenge, extensions: { ...challenge.extensions, bazaar: rest } };
  }),
);

/** Every offer costs so many times as much. */
export const dearer = (times: bigint): Fault => inFront(editChallenges(() => multiply(times)));

/** Every request finds another price. */
export function dearerEachTime(): Fault {
  let asked = 1n;
  return inFront(editChallenges(() => multiply(++asked)));
}

/** The payee of every offer. */
export const paidTo = (payTo: string): Fault => inFront(editChallenges(() => pay(payTo)));

/** The payees take turns, one a request. */
export function paidInTurn(payees: readonly [string, ...string[]]): Fault {
  let asked = 0;
  return inFront(editChallenges(() => pay(payees[asked++ % payees.length] ?? payees[0])));
}

function multiply(times: bigint): Edit {
  const dearer = (amount: string | undefined): string | undefined =>
    amount === undefined ? undefined : (BigInt(amount) * times).toString();
  return (challenge) => ({
    ...challenge,
    accepts: challenge.accepts.map((offer) => ({
      ...offer,
      amount: dearer(offer.amount),
      maxAmountRequired: dearer(offer.maxAmountRequired),
    })),
  });
}

const pay =
  (payTo: string): Edit =>
  (challenge) => ({ ...challenge, accepts: challenge.accepts.map((offer) => ({ ...offer, payTo })) });

function hasValues(body: unknown): boolean {
  try {
    const values = JSON.parse(Buffer.isBuffer(body) ? body.toString('utf8') : 'null') as unknown;
    return typeof values === 'object' && values !== null && Object.keys(values).length > 0;
  } catch {
    return false;
  }
}
