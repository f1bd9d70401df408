import { own, recordOr, type JsonRecord } from '../text/record.js';
import { type OpenApiRefs } from './open-api-refs.js';

/** The example of a parameter or a body: `example`, or the first of `examples`, each `{value}`. Undefined where none. */
export function firstExample(stated: JsonRecord, refs: OpenApiRefs): unknown {
  const example = own(stated, 'example');
  if (example !== undefined) return example;
  const [first] = Object.values(recordOr(own(stated, 'examples')));
  return own(refs.record(first), 'value');
}

/** What a schema itself shows; where a value is needed, the usual one too, or the first that is allowed. */
export function shownIn(schema: JsonRecord, { alsoUsual }: { readonly alsoUsual: boolean }): unknown {
  const shown = [own(schema, 'example'), firstOf(own(schema, 'examples')), own(schema, 'const')];
  const usual = alsoUsual ? [own(schema, 'default'), firstOf(own(schema, 'enum'))] : [];
  return [...shown, ...usual].find((value) => value !== undefined);
}

const firstOf = (list: unknown): unknown => (Array.isArray(list) ? (list as unknown[])[0] : undefined);
