import { createHash } from 'node:crypto';

import { assets } from '@bazaar/x402';
import { declareDiscoveryExtension } from '@x402/extensions/bazaar';

import { aChallenge, aPaymentRequired } from '../builders/a-challenge.js';
import { aRequirement } from '../builders/a-requirement.js';

/** One resource, and what it answers to an unpaid GET. */
export interface SoldResource {
  readonly url: string;
  readonly answer: ReturnType<typeof aPaymentRequired>;
  /** Of the challenge's JSON, before it is put into a header. */
  readonly bytes: number;
}

export interface Sold {
  /** `both`: version 2 in the header, version 1 in the body. */
  readonly x402Version?: 1 | 2 | 'both';
  readonly offers: number;
  /** The call is described by as many parameters as bring the challenge to this size. */
  readonly bytes: number;
  readonly seller?: number;
  readonly url?: string;
  /** Its parameters have names that no other seller's have; else all have the same. */
  readonly hasOwnSchema?: boolean;
}

/** Where stock clients pay by signature, a version 1 name included. */
const TOKENS = assets.filter(({ network, eip712 }) => network.startsWith('eip155:') && eip712 !== null);
const SOLANA_USDC = 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v';

/** A challenge as an official server sends it: every seller with accounts, prices and words of its own. */
export function aSoldResource({ x402Version = 2, offers, bytes, seller = 0, ...sold }: Sold): SoldResource {
  const url = sold.url ?? `https://seller-${seller}.example.com/v1/reports/${seller}`;
  const parameter = sold.hasOwnSchema === true ? `parameter_${seller}` : 'parameter';
  const make = x402Version === 1 ? versionOne : versionTwo;
  const described = (parameters: number) => ({ url, seller, offers, parameters, parameter });
  const bare = jsonBytes(make(described(0)));
  const perParameter = (jsonBytes(make(described(100))) - bare) / 100;
  const size = described(Math.max(0, Math.round((bytes - bare) / perParameter)));
  const challenge = make(size);
  const body = JSON.stringify(x402Version === 'both' ? versionOne(size) : challenge);
  const answer =
    x402Version === 1
      ? { status: 402, headers: { 'content-type': 'application/json' }, body }
      : { ...aPaymentRequired(challenge), ...(x402Version === 'both' && { body }) };
  return { url, answer, bytes: jsonBytes(challenge) };
}

interface Described {
  readonly url: string;
  readonly seller: number;
  readonly offers: number;
  readonly parameters: number;
  /** What their names begin with. */
  readonly parameter: string;
}

function versionTwo({ url, seller, offers, ...described }: Described): Record<string, unknown> {
  const { input, inputSchema } = describe(described);
  const output = { example: { ok: true, report: { at: '2026-11-20', points: [0.72, 0.74], count: 2 } } };
  const { info, schema } = declareDiscoveryExtension({ input, inputSchema, output }).bazaar!;
  // The official server adds the method of the route it stands on.
  const called = { ...info, input: { ...info.input, method: 'GET' } };
  return aChallenge({
    url,
    resource: { description: descriptionOf(seller), serviceName: `Reports ${seller}`, tags: ['reports'] },
    accepts: Array.from({ length: offers }, (_, at) => anOffer(seller, at)),
    extensions: { bazaar: { info: called, schema } },
  });
}

function versionOne({ url, seller, offers, ...described }: Described): Record<string, unknown> {
  const queryParams = describe(described).inputSchema.properties;
  return {
    x402Version: 1,
    error: 'X-PAYMENT header is required',
    accepts: Array.from({ length: offers }, (_, at) => {
      const { amount, ...rest } = anOffer(seller, at);
      return {
        ...rest,
        network: at % 2 === 0 ? 'base' : 'solana',
        maxAmountRequired: amount,
        resource: url,
        description: descriptionOf(seller),
        mimeType: 'application/json',
        outputSchema: { input: { type: 'http', method: 'GET', queryParams }, output: { ok: true } },
      };
    }),
  };
}

/** First Base, then Solana, as most sellers have it; then whatever else can be signed for. */
function anOffer(seller: number, at: number): Record<string, unknown> {
  const amount = String(10_000 + 10 * seller + at);
  if (at % 2 === 1)
    return aRequirement({
      network: 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp',
      asset: SOLANA_USDC,
      amount,
      payTo: solanaAccount(`payee ${seller}`),
      extra: { feePayer: solanaAccount('facilitator') },
    });
  const token = at === 0 ? undefined : TOKENS[(at / 2) % TOKENS.length];
  return aRequirement({
    amount,
    payTo: `0x${hexOf(`payee ${seller}`).slice(0, 40)}`,
    ...(token && { network: token.network, asset: token.address, extra: token.eip712 }),
  });
}

function describe({ parameters, parameter }: Pick<Described, 'parameters' | 'parameter'>) {
  const names = Array.from({ length: parameters }, (_, at) => `${parameter}_${at}`);
  return {
    input: Object.fromEntries(names.map((name) => [name, `value of ${name}`])),
    inputSchema: {
      properties: Object.fromEntries(
        names.map((name) => [name, { type: 'string', description: `What ${name} is, in a short sentence.` }]),
      ),
      required: names.slice(0, 1),
    },
  };
}

const descriptionOf = (seller: number) =>
  `Daily reports of series ${seller}: every point of the window asked for, with a summary of what changed.`;

const jsonBytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

const hexOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** 43 letters of base58 that begin with a `7` are always 32 bytes; a hex digit but `0` is such a letter. */
const solanaAccount = (text: string) => `7${hexOf(text).replaceAll('0', 'z').slice(0, 42)}`;
