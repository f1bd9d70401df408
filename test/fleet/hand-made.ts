import { type Response } from 'express';

interface ChallengedResource {
  readonly url: string;
  readonly description: string;
  readonly serviceName?: string;
  readonly tags?: readonly string[];
}

/** A version 2 challenge as somebody writes it who does without the official packages. */
export const challengeV2 = (
  resource: ChallengedResource,
  accepts: readonly unknown[],
  extensions?: Record<string, unknown>,
): Record<string, unknown> => ({
  x402Version: 2,
  error: 'Payment required',
  resource: { mimeType: 'application/json', ...resource },
  accepts,
  ...(extensions && { extensions }),
});

/** Answers 402 as version 2 wants it: the challenge in the header, nothing in the body. */
export function sendV2(response: Response, challenge: Record<string, unknown>): void {
  response
    .status(402)
    .set('payment-required', base64Json(challenge))
    .set('cache-control', 'no-store')
    .json({});
}

/** Answers 402 as version 1 wants it: the challenge in the body alone. */
export function sendV1(response: Response, accepts: readonly Record<string, unknown>[]): void {
  response.status(402).json({ x402Version: 1, error: 'X-PAYMENT header is required', accepts });
}

export const base64Json = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64');
