import { type Response } from 'express';

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

const base64Json = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64');
