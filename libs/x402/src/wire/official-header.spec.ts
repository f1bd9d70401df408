import { decodePaymentRequiredHeader, HTTPFacilitatorClient, x402HTTPClient } from '@x402/core/http';
import { x402Client } from '@x402/core/client';
import fc from 'fast-check';

import { answeringFetch } from '../../../../test/builders/answering-fetch.js';
import { besideOfficial, orNull } from '../../../../test/builders/beside-official.js';
import { vectors } from '../../../../test/builders/discovery-vectors.js';
import { isRecord, own } from '../text/record.js';
import { decodeHeader } from './decode-header.js';
import { readChallenge } from './read-challenge.js';

type Fields = Record<string, unknown>;

const base64 = (text: string) => Buffer.from(text).toString('base64');
const base64url = (text: string) => Buffer.from(text).toString('base64url');

describe('a header, beside decodePaymentRequiredHeader', () => {
  const tooDeep = '['.repeat(65) + ']'.repeat(65);
  const json = fc.oneof(
    { weight: 300, arbitrary: fc.json({ maxDepth: 3, stringUnit: 'binary' }) },
    {
      weight: 10,
      arbitrary: fc.constantFrom(tooDeep, tooDeep.slice(1, -1), '\ufeff{}', '{"a":1}?', 'null', ''),
    },
    { weight: 1, arbitrary: fc.constant(JSON.stringify('x'.repeat(262_143))) },
  );
  const encoded = fc
    .tuple(json, fc.constantFrom(base64, base64, base64, base64url, String))
    .map(([text, encode]) => encode(text));
  const header = fc.oneof(
    { weight: 6, arbitrary: encoded },
    { weight: 1, arbitrary: encoded.map((text) => text.slice(0, -1)) },
    { weight: 1, arbitrary: encoded.map((text) => `${text}=`) },
    { weight: 1, arbitrary: encoded.map((text) => ` ${text}\t`) },
    { weight: 1, arbitrary: fc.tuple(encoded, encoded).map((two) => two.join(', ')) },
  );

  it('holds what it holds for an official client', () => {
    besideOfficial<string, { value: unknown } | null>({
      inputs: header,
      official: (text) => orNull(() => ({ value: decodePaymentRequiredHeader(text) })),
      ours: (text) => {
        const decoded = decodeHeader(text);
        return decoded?.isStandard === true ? { value: decoded.value } : null;
      },
      deviations: [
        {
          why: 'spaces around a header are not part of it',
          apply: (_found, text) => orNull(() => ({ value: decodePaymentRequiredHeader(text.trim()) })),
        },
        {
          why: 'a document of more than 262,144 characters, or deeper than 64 levels, is not read',
          apply: (found) => {
            const written = JSON.stringify(found?.value ?? null);
            return written.length > 262_144 || written.startsWith('['.repeat(65)) ? null : found;
          },
        },
      ],
    });
  });
});

describe('where a challenge is found, beside getPaymentRequiredResponse', () => {
  const requirement = (network: string) => (id: number) => ({
    ...{ id, scheme: 'exact', network, amount: '1', maxAmountRequired: '1' },
    ...{ asset: `0x${String(id).padStart(40, '0')}`, payTo: '0x1111111111111111111111111111111111111111' },
  });
  const version = fc.constantFrom<unknown>(1, 1, 2, 2, '1', '2', 3, null, undefined);
  const document = (network: string) => {
    const entry = fc.nat({ max: 9 }).map(requirement(network));
    const accepts = fc.oneof(
      { weight: 8, arbitrary: fc.uniqueArray(entry, { maxLength: 2, selector: ({ id }) => id }) },
      { weight: 1, arbitrary: fc.constantFrom<unknown>(undefined, null, 'all', [null], [7, 'x']) },
      { weight: 1, arbitrary: entry },
    );
    return fc.oneof(
      { weight: 12, arbitrary: fc.record({ x402Version: version, accepts }, { noNullPrototype: true }) },
      { weight: 1, arbitrary: entry },
      { weight: 1, arbitrary: fc.constantFrom<unknown>({}, null, [], 'pay', 402) },
    );
  };
  const header = fc.oneof(
    { weight: 2, arbitrary: fc.constant(null) },
    { weight: 5, arbitrary: document('base').map((value) => base64(JSON.stringify(value))) },
    { weight: 1, arbitrary: document('base').map((value) => JSON.stringify(value)) },
    {
      weight: 1,
      arbitrary: document('base').map((value) => base64url(JSON.stringify({ value, pad: '???>>>' }))),
    },
    { weight: 1, arbitrary: fc.constantFrom('', '%%%', 'eyJ9') },
  );
  const answer = fc.record({ header, body: document('avalanche') });

  const client = new x402HTTPClient(new x402Client());
  /** Ids of the options in a challenge that a client can go on with: it knows both versions, and asks for a list. */
  const idsIn = (challenge: unknown): number[] => {
    if (!isRecord(challenge) || ![1, 2].includes(own(challenge, 'x402Version') as number)) return [];
    const accepts = own(challenge, 'accepts');
    return Array.isArray(accepts) ? accepts.filter(isRecord).map((entry) => entry['id'] as number) : [];
  };
  const isV1 = (body: unknown): body is Fields => isRecord(body) && body['x402Version'] === 1;

  it('is readable for clients where we say that it is', () => {
    besideOfficial<{ header: string | null; body: unknown }, number[]>({
      inputs: answer,
      official: ({ header: text, body }) =>
        idsIn(orNull(() => client.getPaymentRequiredResponse(() => text, body))),
      ours: ({ header: text, body }) => {
        const headers: Record<string, string> = text === null ? {} : { 'PAYMENT-REQUIRED': text };
        const read = readChallenge({ status: 402, headers, body: JSON.stringify(body) });
        if (!read.ok) return [];
        const readable = read.value.entries.filter(({ unreadable }) => unreadable === null);
        return readable.map(({ raw }) => (raw as { id: number }).id);
      },
      deviations: [
        {
          why: 'clients of version 1 look into the body, whatever stands in the header',
          apply: (ids, { header: text, body }) =>
            isV1(body) && text !== null && text !== '' ? [...ids, ...idsIn(body)] : ids,
        },
      ],
    });
  });
});

describe('EXTENSION-RESPONSES, by which a facilitator tells a server whether it lists its resource', () => {
  // It logs what it reads.
  const { log } = console;
  beforeAll(() => void (console.log = () => undefined));
  afterAll(() => void (console.log = log));

  // Nothing that the catalogue asks for is answered with this header; it is decoded as every other of the protocol.
  it.each(vectors.extensionResponsesHeader.cases)('$value', async ({ value, decoded }) => {
    const facilitator = new HTTPFacilitatorClient({ url: 'https://facilitator.example' });
    const answer = { status: 200, body: '{"isValid":true}', headers: { 'EXTENSION-RESPONSES': value } };
    const { outcome } = await answeringFetch(answer, () =>
      facilitator.verify({ x402Version: 2 } as never, {} as never),
    );

    expect(outcome.extensionResponses).toEqual(decoded);
    expect(decodeHeader(value)).toEqual({ value: decoded, isStandard: true });
  });
});
