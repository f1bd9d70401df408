import { extractDiscoveryInfoV1 } from '@x402/extensions/bazaar';
import fc from 'fast-check';

import { besideOfficial, deviationsByInput } from '../../../../test/builders/beside-official.js';
import { isRecord } from '../text/record.js';
import { convertV1 } from './convert-v1.js';

type Fields = Record<string, unknown>;

const QUERY_KEYS = ['queryParams', 'query_params', 'query', 'params'];
const BODY_KEYS = ['bodyFields', 'body_fields', 'bodyParams', 'body', 'data', 'properties'];
const HEADER_KEYS = ['headerFields', 'header_fields', 'headers'];

const fields = fc.constantFrom<unknown>({ q: 'string' }, { city: { type: 'string', required: true } }, {});
const odd = fc.constantFrom<unknown>(null, undefined, '', 'text', 0, 7, false, true, [], [{ a: 1 }]);
const mostly = (usual: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 4, arbitrary: usual }, { weight: 1, arbitrary: odd });
const any = (keys: readonly string[], of: fc.Arbitrary<unknown>) =>
  fc.record(Object.fromEntries(keys.map((key) => [key, of])), { requiredKeys: [] });

const method = mostly(
  fc.constantFrom('GET', 'post', 'Put', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS', ' get ', 'POſT'),
);
const bodyType = mostly(fc.constantFrom('json', 'multipart/form-data', 'FORM', 'text/plain', 'Plain', 'xml'));
const discoverable = mostly(fc.constantFrom(true, true, true, false));
const input = fc
  .tuple(
    fc.record(
      { type: mostly(fc.constant('http')), method, discoverable, bodyType, body_type: bodyType },
      { requiredKeys: ['type', 'method'] },
    ),
    any([...QUERY_KEYS, ...BODY_KEYS, ...HEADER_KEYS], mostly(fields)),
  )
  .map(([stated, parts]): unknown => ({ ...stated, ...parts }));
const outputSchema = mostly(
  fc.record({ input: mostly(input), output: mostly(fields) }, { requiredKeys: ['input'] }),
);

const official = (schema: unknown): unknown => extractDiscoveryInfoV1({ outputSchema: schema } as never);

/** The schema with its `input` changed, where there is one to change. */
const withInput = (change: (input: Fields) => Fields) => (schema: unknown) =>
  isRecord(schema) && isRecord(schema['input']) ? { ...schema, input: change(schema['input']) } : schema;
const without = (keys: readonly string[], isOut: (value: unknown) => boolean) =>
  withInput((stated) =>
    Object.fromEntries(Object.entries(stated).filter(([key, value]) => !keys.includes(key) || !isOut(value))),
  );

it('converts as extractDiscoveryInfoV1 does', () => {
  besideOfficial<unknown, unknown>({
    inputs: outputSchema,
    official,
    ours: convertV1,
    deviations: deviationsByInput(official, [
      {
        why: 'a list names no parameters',
        understood: without([...QUERY_KEYS, ...BODY_KEYS], Array.isArray),
      },
      {
        why: 'headers that cannot be read do not hide those that can',
        understood: without(HEADER_KEYS, (value) => !isRecord(value)),
      },
      {
        why: 'a verb may stand between spaces',
        understood: withInput((stated) =>
          typeof stated['method'] === 'string' ? { ...stated, method: stated['method'].trim() } : stated,
        ),
      },
    ]),
  });
});
