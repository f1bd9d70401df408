import { vectors } from '../../../../test/builders/discovery-vectors.js';
import { convertV1 } from './convert-v1.js';
import { readBazaar, readBazaarV1 } from './read-bazaar.js';
import { keepIconUrl, keepServiceName, keepTags, readServiceMetadata } from './service-metadata.js';

describe('service metadata, as the SDK keeps it', () => {
  it.each(vectors.serviceMetadata.serviceName)('serviceName $input: $kept', ({ input, kept }) =>
    expect(keepServiceName(input)).toBe(kept ? input : null),
  );

  it.each(vectors.serviceMetadata.tags)('tags $input', ({ input, output }) =>
    expect(keepTags(input)).toEqual(output ?? []),
  );

  it.each(vectors.serviceMetadata.iconUrl)('iconUrl $input: $valid', ({ input, valid }) => {
    const url = input.startsWith('https://a.example/ + 2048')
      ? 'https://a.example/' + 'p'.repeat(2048)
      : input;

    // The SDK lets names below localhost through; they too lead to the reader's own machine.
    expect(keepIconUrl(url)).toBe(valid && !url.includes('foo.localhost') ? url : null);
  });

  it('drops an icon whose URL is too long once it is encoded', () =>
    expect(keepIconUrl(`https://a.example/${'é'.repeat(400)}`)).toBeNull());

  it('names what it drops, and says nothing of what is absent or doubled', () => {
    const codes = (resource: object) => readServiceMetadata({ ...resource }).issues.map(({ code }) => code);

    expect(codes({ serviceName: 'Caf\u00e9', tags: ['ok', 7], iconUrl: 'ftp://x' })).toEqual([
      'service-name-dropped',
      'tags-dropped',
      'icon-dropped',
    ]);
    expect(codes({ serviceName: '', tags: ['a', 'A'], iconUrl: null })).toEqual([]);
    expect(codes({ tags: [] })).toEqual([]);
  });
});

describe('version 1', () => {
  it.each(vectors.v1Conversion.cases)('converts $id as the SDK does', ({ outputSchema, expect: expected }) =>
    expect(convertV1(outputSchema)).toEqual(expected),
  );

  it('reads descriptions of types as a schema, never as an example', () => {
    const reading = readBazaarV1({
      input: {
        type: 'http',
        method: 'GET',
        queryParams: {
          city: { type: 'string', required: true, description: 'City' },
          days: 'number',
          unit: 'string - C or F',
        },
      },
      output: { tempC: 'number' },
    });

    expect(reading?.parts).toEqual([
      {
        in: 'QUERY',
        schema: {
          type: 'object',
          properties: {
            city: { type: 'string', description: 'City' },
            days: { type: 'number' },
            unit: { description: 'string - C or F' },
          },
          required: ['city'],
        },
        example: null,
        exampleValid: null,
      },
    ]);
    expect(reading).toMatchObject({
      outputSchema: { properties: { tempC: { type: 'number' } } },
      outputExample: null,
    });
  });

  it('reads values as an example', () => {
    const reading = readBazaarV1({
      input: { type: 'http', method: 'POST', body: { city: 'Rome' } },
      output: { tempC: 21 },
    });

    expect(reading).toMatchObject({
      method: 'POST',
      bodyType: 'json',
      parts: [{ in: 'BODY', schema: null, example: { city: 'Rome' } }],
      outputExample: { tempC: 21 },
    });
  });

  it.each<[string, unknown, { outputSchema: unknown; outputExample: unknown }]>([
    ['a list of values', [{ id: 7 }], { outputSchema: null, outputExample: [{ id: 7 }] }],
    [
      'a list of types',
      [{ id: 'number' }],
      {
        outputSchema: { type: 'array', items: { type: 'object', properties: { id: { type: 'number' } } } },
        outputExample: null,
      },
    ],
    ['a list of nothing', [], { outputSchema: null, outputExample: [] }],
    ['a type', 'string', { outputSchema: { type: 'string' }, outputExample: null }],
    ['a text', 'Sunny, 21 °C', { outputSchema: null, outputExample: 'Sunny, 21 °C' }],
    ['nothing', '', { outputSchema: null, outputExample: null }],
  ])('reads an output that is %s', (_what, output, expected) =>
    expect(readBazaarV1({ input: { type: 'http', method: 'GET' }, output })).toMatchObject(expected),
  );

  it.each([false, 0, ''])('says nothing of the call where discoverable is %j', (discoverable) =>
    expect(readBazaarV1({ input: { type: 'http', method: 'GET', discoverable } })).toBeNull(),
  );

  it('is read the same from the extension that a catalogue makes of it', () => {
    const outputSchema = {
      input: { type: 'http', method: 'POST', bodyFields: { city: { type: 'string', required: true } } },
      output: { tempC: 'number' },
    };
    const bazaar = { info: convertV1(outputSchema), schema: { properties: { input: { type: 'object' } } } };

    expect(readBazaar({ bazaar }, 1)).toEqual(readBazaarV1(outputSchema));
    expect(readBazaar({ bazaar }, 2)).toMatchObject({ parts: [{ in: 'BODY', schema: null }] });
  });

  it('keeps a whole JSON Schema as it is', () => {
    const schema = { type: 'object', properties: { q: { type: 'string' } }, required: ['q'] };

    expect(readBazaarV1({ input: { type: 'http', method: 'POST', body: schema } })?.parts[0]).toMatchObject({
      schema,
      example: null,
    });
  });
});

describe('version 2', () => {
  const city = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
  const extension = (input: object, schemas: object = {}, rest: object = {}) => ({
    bazaar: {
      info: { input, output: { type: 'json', example: { tempC: 21 } } },
      schema: { properties: { input: { properties: schemas } } },
      ...rest,
    },
  });

  it('reads a query', () => {
    const reading = readBazaar(
      extension({ type: 'http', method: 'GET', queryParams: { city: 'Rome' } }, { queryParams: city }),
    );

    expect(reading).toMatchObject({
      type: 'HTTP',
      method: 'GET',
      parts: [{ in: 'QUERY', schema: city, example: { city: 'Rome' } }],
      outputExample: { tempC: 21 },
      issues: [],
    });
  });

  it('reads a body', () => {
    const reading = readBazaar(
      extension({ type: 'http', method: 'post', bodyType: 'json', body: { city: 'Rome' } }, { body: city }),
    );

    expect(reading).toMatchObject({
      method: 'POST',
      bodyType: 'json',
      parts: [{ in: 'BODY', schema: city, example: { city: 'Rome' } }],
    });
  });

  it('reads a tool', () => {
    const reading = readBazaar(
      extension({
        type: 'mcp',
        toolName: 'weather',
        inputSchema: city,
        example: { city: 'Rome' },
        description: 'W',
      }),
    );

    expect(reading).toMatchObject({
      type: 'MCP',
      toolName: 'weather',
      transport: 'streamable-http',
      description: 'W',
      parts: [{ in: 'ARGUMENTS', schema: city, example: { city: 'Rome' } }],
    });
  });

  it.each<[string, object, string[]]>([
    ['no method', extension({ type: 'http' }), ['method-unknown']],
    ['a method HTTP does not know', extension({ type: 'http', method: 'FETCH' }), ['method-unknown']],
    [
      'a body where the method has none',
      extension({ type: 'http', method: 'GET', bodyType: 'json' }),
      ['bazaar-off-spec'],
    ],
    ['a tool without a name', extension({ type: 'mcp', inputSchema: {} }), ['bazaar-malformed']],
    ['a list', { bazaar: [] }, ['bazaar-malformed']],
    ['no info', { bazaar: { schema: {} } }, ['bazaar-malformed']],
    [
      'a large schema',
      extension({ type: 'http', method: 'GET' }, { queryParams: { description: 'x'.repeat(65536) } }),
      ['schema-large'],
    ],
    [
      'a large example',
      extension({ type: 'http', method: 'POST', body: { text: 'x'.repeat(65536) } }),
      ['schema-large'],
    ],
  ])('names %s', (_what, extensions, codes) =>
    expect(readBazaar({ ...extensions })?.issues.map(({ code }) => code)).toEqual(codes),
  );

  it('is null where there is none', () => expect(readBazaar({ 'sign-in-with-x': {} })).toBeNull());
});
