import { validateDiscoveryExtension, validateDiscoveryExtensionSpec } from '@x402/extensions/bazaar';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';

import { specErrors } from '../spec-errors.js';
import { prepareCheck } from './check-info.js';
import { type InfoVerdict } from './info-verdict.js';

const SCHEMAS = 200;
const INFOS = 50;

type Extension = Parameters<typeof validateDiscoveryExtension>[0];

const NAMES = ['input', 'type', 'method', 'queryParams', 'body', 'city', '$ref', '__proto__', 'constructor'];
const name = fc.constantFrom(...NAMES);
const leaf = fc.constantFrom<unknown>(
  'http',
  'GET',
  'Rome',
  '',
  0,
  -1,
  1.5,
  1e300,
  true,
  false,
  null,
  '\u202e',
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
}));

const TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null', 'date'];
const types = fc.constantFrom<unknown>(...TYPES, ['string', 'null'], 7);
const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 2 });
/** Schemas as sellers write them, broken ones too: most compile, about half fit. */
const { schema } = fc.letrec<{ schema: unknown }>((tie) => {
  const named = fc.dictionary(name, tie('schema'), { maxKeys: 3, noNullPrototype: true });
  const words: Record<string, fc.Arbitrary<unknown>> = {
    type: types,
    properties: named,
    required: fc.uniqueArray(name, { maxLength: 2 }),
    additionalProperties: tie('schema'),
    unevaluatedProperties: tie('schema'),
    propertyNames: tie('schema'),
    patternProperties: fc.dictionary(fc.constantFrom('^c', 'e$', '('), tie('schema'), {
      maxKeys: 1,
      noNullPrototype: true,
    }),
    dependentRequired: fc.constant({ city: ['body'] }),
    items: tie('schema'),
    prefixItems: some(tie('schema')),
    contains: tie('schema'),
    uniqueItems: fc.boolean(),
    minItems: fc.constantFrom<unknown>(0, 1, -1),
    maxProperties: fc.constantFrom<unknown>(1, 2, '2'),
    minLength: fc.constantFrom(0, 1, 5),
    pattern: fc.constantFrom('^R', '[a-z]+$', '[', '^(a+)+$'),
    format: fc.constantFrom('email', 'uri', 'of-my-own'),
    minimum: fc.constantFrom(0, 1),
    multipleOf: fc.constantFrom<unknown>(1, 0.1, 0),
    enum: some(leaf),
    const: leaf,
    anyOf: some(tie('schema')),
    oneOf: some(tie('schema')),
    allOf: some(tie('schema')),
    not: tie('schema'),
    if: tie('schema'),
    then: tie('schema'),
    $ref: fc.constantFrom<unknown>('#', '#/$defs/a', '#a', 'https://a.example/s.json', 'other.json', 7),
    $defs: fc.record({ a: tie('schema') }),
    $id: fc.constantFrom<unknown>('#', '#a', 'https://a.example/s.json', null),
    $anchor: fc.constantFrom('a', 'b'),
    $schema: fc.constantFrom(
      'https://json-schema.org/draft/2020-12/schema',
      'http://json-schema.org/draft-07/schema#',
    ),
    $comment: fc.constant('text'),
    title: fc.constant('A title'),
    nullable: fc.boolean(),
  };
  // Words that end the check at once come seldom, or nothing else would be compared.
  const rare = new Set(['$ref', '$id', '$schema', '$anchor', 'unevaluatedProperties']);
  const word = fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...Object.keys(words).filter((key) => !rare.has(key))) },
    { weight: 1, arbitrary: fc.constantFrom(...rare) },
  );
  const object = fc
    .uniqueArray(word, { maxLength: 3 })
    .chain((keys) =>
      fc.record(Object.fromEntries(keys.map((key) => [key, words[key]!])), { noNullPrototype: true }),
    );
  return {
    schema: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      fc.constantFrom<unknown>(true, true, false, {}),
      object,
    ),
  };
});
const extension = fc.record({
  infos: fc.array(value, { minLength: INFOS, maxLength: INFOS }),
  schema: fc.oneof({ weight: 30, arbitrary: schema }, { weight: 1, arbitrary: value }),
});

/** Where we differ on purpose: we call what cannot be checked so, and tell little of what is long. */
function inOfficialWords({ valid, refusal, errors }: InfoVerdict): {
  valid: boolean;
  errors: readonly string[];
} {
  if (refusal === null) return { valid: valid === true, errors };
  if (refusal === 'external-ref')
    return { valid: false, errors: ['schema must not contain external $ref/$id references'] };
  const text = refusal === 'schema-missing' ? 'schema must be object or boolean' : (errors[0] ?? '');
  return { valid: false, errors: [text] };
}
const TWICE = 'resolves to more than one schema';
const OF_NULL = /^Cannot read properties of null.*/;
const shortened = (errors: readonly string[] = []): string[] =>
  errors.slice(0, 8).map((error) => {
    const text = error.replace(/^Schema validation failed: /, '').replace(/\p{Cf}/gu, '');
    return text.replace(OF_NULL, 'schema must be object or boolean').slice(0, 200).trim();
  });

/** What is no text we quote as JSON: String() fails on some of it. */
const unquoted = (text: string): string => text.replace(/(got|method) "[^]*"(?= is not|$)/, '$1');

/**
 * The official check compiles the rules of JSON Schema, 20 ms, for each info. What they say of a schema has nothing to
 * do with the info, so it is asked once a schema and said again; the rest of the check is run as it is.
 */
function askedOnceASchema(): typeof Ajv2020.prototype.validateSchema {
  const { validateSchema } = Ajv2020.prototype;
  const said = new Map<unknown, () => ReturnType<typeof validateSchema>>();
  return function (this: Ajv2020, rules, throwOrLog) {
    // Ours asks without throwing.
    if (throwOrLog !== true) return validateSchema.call(this, rules, throwOrLog);
    let again = said.get(rules);
    if (again === undefined) {
      again = outcomeOf(() => validateSchema.call(this, rules, throwOrLog));
      said.set(rules, again);
    }
    return again();
  };
}

function outcomeOf<T>(run: () => T): () => T {
  try {
    const value = run();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

describe('beside the official functions', () => {
  // It warns of every format that ajv does not know.
  const { warn } = console;
  beforeAll(() => void (console.warn = () => undefined));
  afterAll(() => void (console.warn = warn));

  it('says of info and schema what validateDiscoveryExtension says', () => {
    const seen = { valid: 0, invalid: 0, refused: 0 };
    const compare = (verdict: InfoVerdict, official: ReturnType<typeof validateDiscoveryExtension>): void => {
      seen[verdict.valid === null ? 'refused' : verdict.valid ? 'valid' : 'invalid']++;
      // Of two things that are wrong with a schema, we may name the other one.
      if (official.errors?.[0]?.includes(TWICE)) expect(verdict.refusal).toBe('schema-invalid');
      else
        expect(inOfficialWords(verdict)).toEqual({
          valid: official.valid,
          errors: shortened(official.errors),
        });
    };
    Ajv2020.prototype.validateSchema = askedOnceASchema();
    try {
      fc.assert(
        fc.property(extension, ({ infos, schema: rules }) => {
          const check = prepareCheck(rules);
          for (const info of infos)
            compare(check(info), validateDiscoveryExtension({ info, schema: rules } as Extension));
        }),
        { numRuns: SCHEMAS, seed: 402 },
      );
    } finally {
      Reflect.deleteProperty(Ajv2020.prototype, 'validateSchema');
    }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan((SCHEMAS * INFOS) / 20);
  });

  it('says of the rules what validateDiscoveryExtensionSpec says', () => {
    const type = fc.constantFrom<unknown>('http', 'mcp', 'a2a', 7, undefined);
    const method = fc.constantFrom<unknown>('GET', 'POST', 'get', 'OPTIONS', '', 7, null, undefined);
    const bodyType = fc.constantFrom<unknown>('json', 'text', 'form-data', 'xml', 7, null, undefined);
    const transport = fc.constantFrom<unknown>('sse', 'streamable-http', 'stdio', null, undefined);
    const input = fc.record({
      type,
      method,
      bodyType,
      transport,
      toolName: leaf,
      inputSchema: fc.oneof(value, fc.constant({})),
    });
    fc.assert(
      fc.property(
        fc.oneof(value, fc.record({ input: fc.oneof({ weight: 9, arbitrary: input }, value) })),
        (info) => {
          const official = validateDiscoveryExtensionSpec({ info });

          expect(specErrors({ info }).map(({ text }) => unquoted(text))).toEqual(
            (official.errors ?? []).map(unquoted),
          );
        },
      ),
      { numRuns: 10_000, seed: 402 },
    );
  });
});
