import { type ResourceReading } from '../../model.js';
import { readResource } from '../../read-resource.js';
import { applyInfoVerdict, infoChecks } from './apply-info-verdict.js';
import { checkInfo } from './check-info.js';
import { refusedInfo } from './info-verdict.js';

const offer = {
  ...{ scheme: 'exact', network: 'eip155:8453', amount: '10000', maxTimeoutSeconds: 60 },
  asset: '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913',
  payTo: '0x1111111111111111111111111111111111111111',
  extra: { name: 'USD Coin', version: '2' },
};

function aReading(bazaar: unknown): ResourceReading {
  const challenge = { x402Version: 2, accepts: [offer], extensions: { bazaar } };
  const headers = { 'payment-required': Buffer.from(JSON.stringify(challenge)).toString('base64') };
  const reading = readResource({
    ...{ url: 'https://a.example/a', method: null },
    answer: { status: 402, headers, body: '' },
  });
  if (!reading.ok) throw new Error(reading.error);
  return reading.value;
}

const checked = (reading: ResourceReading): ResourceReading =>
  infoChecks(reading).reduce(
    (read, { of, info, schema }) => applyInfoVerdict(read, of, checkInfo(info, schema)),
    reading,
  );
const told = (reading: ResourceReading) => ({
  parts: reading.call.parts.map((part) => [part.in, part.exampleValid]),
  issues: reading.issues.filter(({ code }) => /schema|ref/.test(code)),
});

const anInput = (properties: object, rest: object = {}) => ({
  type: 'object',
  properties: { input: { type: 'object', properties, ...rest } },
});
const city = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
const post = { type: 'http', method: 'POST', bodyType: 'json' };

describe('an example and its schema', () => {
  it('agree', () =>
    expect(
      told(
        checked(
          aReading({
            info: { input: { ...post, queryParams: { city: 'Rome' }, body: {} } },
            schema: anInput({ queryParams: city }),
          }),
        ),
      ),
    ).toEqual({
      parts: [
        ['QUERY', true],
        ['BODY', null], // nothing is asked of it
      ],
      issues: [],
    }));

  it('disagree in one part, which says nothing of the other', () =>
    expect(
      told(
        checked(
          aReading({
            info: { input: { ...post, queryParams: { city: 'Rome' }, body: {} } },
            schema: anInput({ queryParams: city, body: city }),
          }),
        ),
      ),
    ).toEqual({
      parts: [
        ['QUERY', true],
        ['BODY', false],
      ],
      issues: [{ code: 'info-fails-schema', detail: "/input/body: must have required property 'city'" }],
    }));

  it('disagree as a whole', () => {
    const input = { ...post, queryParams: { city: 'Rome' }, body: { city: 'Rome' } };
    const schema = anInput({ queryParams: city, body: city }, { maxProperties: 2 });

    expect(told(checked(aReading({ info: { input }, schema }))).parts).toEqual([
      ['QUERY', false],
      ['BODY', false],
    ]);
  });

  it("are the tool's own where the extension describes a tool", () => {
    const tool = (example: object) => ({
      info: {
        input: {
          type: 'mcp',
          toolName: 't',
          inputSchema: { $schema: 'http://json-schema.org/draft-07/schema#', ...city },
          example,
        },
      },
      schema: anInput({ example: { type: 'object' } }),
    });

    expect(told(checked(aReading(tool({ city: 'Rome' }))))).toEqual({
      parts: [['ARGUMENTS', true]],
      issues: [],
    });
    expect(told(checked(aReading(tool({}))))).toEqual({
      parts: [['ARGUMENTS', false]],
      issues: [
        { code: 'info-fails-schema', detail: "arguments: (root): must have required property 'city'" },
      ],
    });
  });

  it.each([
    ['no schema', undefined, ['schema-missing']],
    ['no valid schema', { type: 'none' }, ['schema-invalid']],
    ['a schema that leads outside', { $ref: 'https://a.example/s.json' }, ['external-ref']],
    ['a schema too large', { title: 'x'.repeat(70_000) }, ['schema-large']],
  ])('cannot be compared: %s', (_what, schema, codes) => {
    const info = { input: { ...post, body: { city: 'Rome' } } };
    const { parts, issues } = told(checked(aReading({ info, schema })));

    expect(parts).toEqual([['BODY', null]]);
    expect(issues.map(({ code }) => code)).toEqual(codes);
  });

  it('cannot be compared in time', () => {
    const reading = aReading({ info: { input: { ...post, body: {} } }, schema: anInput({ body: city }) });

    expect(told(applyInfoVerdict(reading, 'info', refusedInfo('schema-slow')))).toEqual({
      parts: [['BODY', null]],
      issues: [{ code: 'schema-slow', detail: 'info' }],
    });
  });

  it('are not looked for where there are none', () => {
    expect(infoChecks(aReading(undefined))).toEqual([]);
    expect(infoChecks(aReading({ info: [], schema: {} }))).toEqual([]);
  });

  it('leave everything else of the reading as it was', () => {
    const reading = aReading({ info: { input: post }, schema: false });
    const { issues: _, ...rest } = checked(reading);
    const { issues: __, ...before } = reading;

    expect(rest).toEqual(before);
  });
});
