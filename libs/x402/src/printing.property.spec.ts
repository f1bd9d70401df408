import fc from 'fast-check';
import {
  brokenOffer,
  goodOffer,
  hostileChallenge,
  hostileJson,
} from '../../../test/builders/arbitrary-wire.js';
import { readResource, type Answer, type ResourceReading } from './index.js';

const asHeader = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');
const asAnswer = (header: unknown, body: unknown): Answer => ({
  status: 402,
  headers: header === null ? {} : { 'PAYMENT-REQUIRED': asHeader(header) },
  body: JSON.stringify(body),
});

const read = (answer: Answer): ResourceReading | null => {
  const reading = readResource({ url: 'https://a.example/a/1', method: 'GET', answer });
  return reading.ok ? reading.value : null;
};

/** What was read, sent as its versions are sent: version 1 in the body, all else in the header. */
function print({ challenge, offers }: ResourceReading): Answer {
  const inVersion = (version: number | null) => ({
    ...challenge,
    x402Version: version,
    accepts: offers.filter((offer) => offer.x402Version === version).map(({ raw }) => raw),
  });
  return challenge.x402Version === 1
    ? asAnswer(null, inVersion(1))
    : asAnswer(inVersion(challenge.x402Version), inVersion(1));
}

/** The one thing that is not printed: what the body said otherwise than the header, which counts. */
const withoutDispute = (reading: ResourceReading | null) =>
  reading && { ...reading, issues: reading.issues.filter(({ code }) => code !== 'header-body-differ') };

const accepts = fc.array(fc.oneof(goodOffer, brokenOffer), { minLength: 1, maxLength: 4 });
const document = (x402Version: 1 | 2) =>
  fc.record({
    x402Version: fc.constant(x402Version),
    accepts,
    resource: fc.oneof(fc.constant({ url: 'https://a.example/a/1', description: 'One' }), hostileJson),
    extensions: fc.oneof(fc.constant({}), hostileJson),
    error: fc.string(),
  });

it.each<[string, fc.Arbitrary<Answer>]>([
  ['a version 2 header', document(2).map((header) => asAnswer(header, {}))],
  ['a version 1 body', document(1).map((body) => asAnswer(null, body))],
  ['both', fc.tuple(document(2), document(1)).map(([header, body]) => asAnswer(header, body))],
])('what was read of %s, printed and read again, is the same reading', (_what, answers) => {
  fc.assert(
    fc.property(answers, (answer) => {
      const reading = read(answer);
      fc.pre(reading !== null);

      expect(withoutDispute(read(print(reading)))).toEqual(withoutDispute(reading));
    }),
    { numRuns: 100 },
  );
});

it('whatever could be read at all is the same from the first print on', () => {
  fc.assert(
    fc.property(fc.oneof(hostileChallenge, hostileJson), hostileChallenge, (header, body) => {
      const reading = read(asAnswer(header, body));
      const once = reading === null ? null : read(print(reading));
      fc.pre(once !== null);

      expect(once.offers.map(({ raw }) => raw)).toEqual(reading?.offers.map(({ raw }) => raw));
      expect(read(print(once))).toEqual(once);
    }),
    { numRuns: 100 },
  );
});
