import { shownValue } from './shown-values.js';

const part = (schema: unknown, example: unknown = null, exampleValid: boolean | null = null) =>
  ({ in: 'BODY', schema, example, exampleValid }) as const;
const required = { type: 'object', required: ['city'] };

describe('the value that is shown for a part of a call', () => {
  it.each([
    ['its example', part(null, { city: 'Rome' }), { city: 'Rome' }],
    ['an empty example, where there is no better', part({ type: 'object' }, {}), {}],
    ['the first example of its schema', part({ examples: ['Rome', 'Oslo'] }), 'Rome'],
    ['the old example of its schema', part({ example: 7 }), 7],
    ['the only value', part({ const: 0 }), 0],
    ['the default', part({ default: false }), false],
    ['the first choice', part({ enum: ['m', 'k'] }), 'm'],
    [
      'put together from its properties',
      part({
        ...required,
        properties: { city: { examples: ['Rome'] }, days: { type: 'integer' }, unit: { default: 'C' } },
      }),
      { city: 'Rome', unit: 'C' },
    ],
    [
      'put together, however deep',
      part({ properties: { place: { properties: { city: { default: 'Rome' } } } } }),
      { place: { city: 'Rome' } },
    ],
    [
      'what the schema shows, where it refuses the example',
      part({ properties: { city: { default: 'Rome' } } }, { town: 'Rome' }, false),
      { city: 'Rome' },
    ],
  ])('is %s', (_what, given, value) => {
    expect(shownValue(given)).toEqual(value);
  });

  it.each([
    ['nothing is said', part(null)],
    ['a required property is not shown', part({ ...required, properties: { unit: { default: 'C' } } })],
    ['only types are said', part({ ...required, properties: { city: { type: 'string' } } })],
    ['its own schema refuses the example', part({ type: 'string' }, 7, false)],
    ['the schema is none', part('string')],
  ])('is none where %s', (_what, given) => {
    expect(shownValue(given)).toBeUndefined();
  });

  it('is found in a bounded time, however deep or wide the schema', () => {
    let deep: unknown = { default: 1 };
    for (let depth = 0; depth < 5_000; depth++) deep = { properties: { a: deep } };
    const wide = {
      properties: Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`p${at}`, { default: at }])),
    };

    expect(shownValue(part(deep))).toBeUndefined();
    expect(Object.keys(shownValue(part(wide)) as object)).toHaveLength(64);
  });
});
