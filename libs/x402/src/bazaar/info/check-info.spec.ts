import { vectors } from '../../../../../test/builders/discovery-vectors.js';
import { specErrors } from '../spec-errors.js';
import { checkInfo } from './check-info.js';
import { type InfoVerdict } from './info-verdict.js';

/** Our verdict in the words of the official check, which knows no refusal: all that is not valid is invalid. */
function inOfficialWords({ valid, refusal, errors }: InfoVerdict): { valid: boolean; errors: string[] } {
  if (refusal === null) return { valid: valid === true, errors: [...errors] };
  const text = {
    'external-ref': 'schema must not contain external $ref/$id references',
    'schema-missing': 'Schema validation failed: schema must be object or boolean',
  } as Record<string, string>;
  return { valid: false, errors: [text[refusal] ?? `Schema validation failed: ${errors[0]}`] };
}

describe('checkInfo', () => {
  it.each(vectors.schemaValidation.cases)(
    'judges $id as the SDK does',
    ({ info, schema, expect: expected }) =>
      expect(inOfficialWords(checkInfo(info, schema))).toEqual(expected),
  );

  const nested = (depth: number): unknown => (depth === 0 ? {} : { not: nested(depth - 1) });
  it.each<[string, unknown, unknown, Partial<InfoVerdict>]>([
    ['no schema', {}, null, { refusal: 'schema-missing' }],
    ['a schema above 64 KiB', {}, { title: 'é'.repeat(33_000) }, { refusal: 'schema-large' }],
    ['a schema too deep', {}, nested(65), { refusal: 'schema-large', errors: ['schema'] }],
    ['a schema with too many values', {}, { enum: Array(20_000).fill(1) }, { refusal: 'schema-large' }],
    ['an info above 64 KiB', { a: 'x'.repeat(66_000) }, {}, { refusal: 'schema-large', errors: ['info'] }],
    ['an info too deep', nested(65), {}, { refusal: 'schema-large', errors: ['info'] }],
    [
      'an older dialect',
      {},
      { $schema: 'http://json-schema.org/draft-07/schema#' },
      { refusal: 'schema-invalid' },
    ],
    ['a pattern that is none', 'a', { pattern: '(' }, { refusal: 'schema-invalid' }],
    ['a reference to nowhere', {}, { $ref: '#/$defs/none' }, { refusal: 'schema-invalid' }],
    ['a reference to itself', {}, { $ref: '#' }, { refusal: 'schema-invalid' }],
    ['a list', {}, [], { refusal: 'schema-invalid' }],
    ['a text', {}, 'object', { refusal: 'schema-invalid' }],
  ])('refuses %s', (_what, info, schema, expected) =>
    expect(checkInfo(info, schema)).toMatchObject({ valid: null, ...expected }),
  );

  it.each([
    ['an example at 64 levels', nested(60), {}],
    ['nothing at all, where anything goes', {}, true],
    ['a reference inside', { a: 1 }, { $ref: '#/$defs/a', $defs: { a: { required: ['a'] } } }],
  ])('accepts %s', (_what, info, schema) => expect(checkInfo(info, schema).valid).toBe(true));

  it('says little, and nothing that cannot be seen, however much is wrong', () => {
    const names = Array.from({ length: 500 }, (_, index) => `\u202e${index}${'x'.repeat(50)}`);
    const { errors } = checkInfo({}, { required: names });

    expect(errors).toHaveLength(8);
    expect(errors.every((error) => error.length <= 200 && !error.includes('\u202e'))).toBe(true);
  });

  it("compiles each schema for itself: a name is nobody's for ever", () => {
    const named = (type: string) => ({ $anchor: 'a', $defs: { b: { $anchor: 'b', type } }, $ref: '#b' });

    expect(checkInfo('text', named('string')).valid).toBe(true);
    expect(checkInfo('text', named('number')).valid).toBe(false);
    expect(checkInfo({}, { anyOf: [{ $id: '#' }] }).valid).toBe(true);
  });

  const input = (schema: object) => ({ properties: { input: { type: 'object', ...schema } } });
  it.each<[string, unknown, object, InfoVerdict['inputsAtFault']]>([
    ['a field', { input: { body: 1 } }, input({ properties: { body: { type: 'string' } } }), ['body']],
    [
      'inside a field',
      { input: { body: { a: 1 } } },
      input({ properties: { body: { properties: { a: false } } } }),
      ['body'],
    ],
    ['a missing field', { input: {} }, input({ required: ['method'] }), ['method']],
    ['a field too many', { input: { body: 1 } }, input({ additionalProperties: false }), ['body']],
    ['the input', { input: 1 }, input({}), 'all'],
    ['a choice', { input: {} }, input({ anyOf: [false, { required: ['body'] }] }), 'all'],
    ['all of it', {}, { required: ['input'] }, 'all'],
    ['the output', { input: {}, output: 1 }, { properties: { output: { type: 'object' } } }, []],
  ])('knows that the error is about %s', (_what, info, schema, fields) =>
    expect(checkInfo(info, schema)).toMatchObject({ valid: false, inputsAtFault: fields }),
  );
});

describe('specErrors', () => {
  it.each(vectors.specValidation.cases)('judges $id as the SDK does', ({ input, expect: expected }) => {
    const errors = specErrors(input).map(({ text }) => text);

    expect({ valid: errors.length === 0, errors }).toEqual(expected);
  });

  it('quotes what is no text, and little of what is long', () => {
    const texts = (type: unknown) => specErrors({ info: { input: { type } } }).map(({ text }) => text);

    expect(texts({ toString: 1 })).toEqual([`info.input.type must be "http" or "mcp", got "{"toString":1}"`]);
    expect(texts('\u202e'.repeat(10) + 'x'.repeat(1000))[0]?.length).toBeLessThan(200);
  });
});
