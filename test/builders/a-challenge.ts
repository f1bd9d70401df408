import { aRequirement } from './a-requirement.js';

interface ChallengeChange {
  readonly url?: string;
  readonly accepts?: readonly unknown[];
  readonly resource?: Record<string, unknown>;
  readonly extensions?: Record<string, unknown>;
}

/** A version 2 challenge as an object: what the PAYMENT-REQUIRED header holds. */
export const aChallenge = (change: ChallengeChange = {}): Record<string, unknown> => ({
  x402Version: 2,
  error: 'payment required',
  resource: {
    url: change.url ?? 'https://api.example.com/weather',
    description: 'Current weather by city, hourly.',
    mimeType: 'application/json',
    serviceName: 'Example Weather',
    tags: ['weather'],
    ...change.resource,
  },
  accepts: change.accepts ?? [aRequirement()],
  extensions: change.extensions ?? {},
});

/** The 402 that carries it. */
export const aPaymentRequired = (
  challenge: Record<string, unknown> = aChallenge(),
): { status: number; headers: Record<string, string>; body: string } => ({
  status: 402,
  headers: {
    'content-type': 'application/json',
    'payment-required': Buffer.from(JSON.stringify(challenge)).toString('base64'),
  },
  body: '{}',
});
