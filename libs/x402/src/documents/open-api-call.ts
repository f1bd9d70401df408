import { boundedParts } from '../bazaar/read-bazaar.js';
import { type CallPart, type CallPlace } from '../model.js';
import { issue, type Issue } from '../reasons/issue.js';
import { cleanText, TEXT_MAX } from '../text/clean-text.js';
import { isRecord, own, recordOr, type JsonRecord } from '../text/record.js';
import { DOCUMENT_MAX } from './bounds.js';
import { type OpenApiRefs } from './open-api-refs.js';
import { parameterName } from './place-url.js';
import { shownIn, firstExample } from './shown-in.js';

/** What an operation says of what is sent with it. */
export interface OperationCall {
  readonly bodyType: 'json' | 'form-data' | 'text' | null;
  readonly parts: readonly CallPart[];
  readonly issues: readonly Issue[];
}

const PLACES: ReadonlyMap<unknown, CallPlace> = new Map([
  ['path', 'PATH'],
  ['query', 'QUERY'],
  ['header', 'HEADER'],
]);
const IN_ORDER: readonly CallPlace[] = ['PATH', 'QUERY', 'HEADER'];

interface Parameter {
  readonly name: string;
  readonly place: CallPlace;
  readonly required: boolean;
  readonly schema: JsonRecord;
  /** Undefined where none is shown. */
  readonly example: unknown;
}

/** Parameters and body, what they refer to written out. */
export function operationCall(pathItem: JsonRecord, operation: JsonRecord, refs: OpenApiRefs): OperationCall {
  const issues: Issue[] = [];
  const stated = [pathItem, operation].flatMap((level) => listOf(own(level, 'parameters')));
  if (stated.length > DOCUMENT_MAX.parameters)
    issues.push(issue('document-cut', `${stated.length} parameters`));
  const parameters = new Map<string, Parameter>();
  for (const one of stated.slice(0, DOCUMENT_MAX.parameters)) {
    const parameter = readParameter(refs.record(one), refs, issues);
    // An operation's own parameter stands in for its path's.
    if (parameter !== null) parameters.set(`${parameter.place} ${parameter.name}`, parameter);
  }
  const body = readBody(refs.record(own(operation, 'requestBody')), refs, issues);
  const places = IN_ORDER.map((place) => ({
    place,
    described: described([...parameters.values()].filter((parameter) => parameter.place === place)),
  }));
  const bounded = boundedParts(body === null ? places : [...places, { place: 'BODY', described: body }]);
  return {
    bodyType: body?.bodyType ?? null,
    parts: bounded.parts,
    issues: [...issues, ...bounded.issues],
  };
}

function readParameter(stated: JsonRecord, refs: OpenApiRefs, issues: Issue[]): Parameter | null {
  const written = cleanText(own(stated, 'name'), TEXT_MAX.name);
  const place = PLACES.get(own(stated, 'in'));
  if (written === null || place === undefined) return null;
  const media = recordOr(Object.values(recordOr(own(stated, 'content')))[0]);
  const schema = recordOr(writtenOut(own(stated, 'schema') ?? own(media, 'schema'), refs, issues));
  const required = place === 'PATH' || own(stated, 'required') === true;
  const explicit = firstExample(stated, refs) ?? firstExample(media, refs);
  const example = explicit ?? shownIn(schema, { alsoUsual: required });
  const description = cleanText(own(stated, 'description'), TEXT_MAX.description);
  return {
    name: place === 'PATH' ? parameterName(written) : written,
    place,
    required,
    schema: description === null ? schema : { description, ...schema },
    example,
  };
}

/** The parameters of one place as one object. Its example is whole, or there is none. */
function described(parameters: readonly Parameter[]): { schema: unknown; example: unknown } {
  if (parameters.length === 0) return { schema: null, example: null };
  const required = parameters.filter((parameter) => parameter.required);
  const shown = parameters.filter(({ example }) => example !== undefined);
  const isWhole = shown.length > 0 && required.every(({ example }) => example !== undefined);
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
      ...(required.length === 0 ? {} : { required: required.map(({ name }) => name) }),
    },
    example: isWhole ? Object.fromEntries(shown.map(({ name, example }) => [name, example])) : null,
  };
}

function readBody(
  body: JsonRecord,
  refs: OpenApiRefs,
  issues: Issue[],
): { bodyType: OperationCall['bodyType']; schema: unknown; example: unknown } | null {
  const content = Object.entries(recordOr(own(body, 'content'))).slice(0, DOCUMENT_MAX.parameters);
  const [type, stated] = content.find(([name]) => /\bjson\b/i.test(name)) ?? content[0] ?? [];
  if (type === undefined) return null;
  const media = refs.record(stated);
  const schema = writtenOut(own(media, 'schema'), refs, issues) ?? null;
  const example = firstExample(media, refs) ?? shownIn(recordOr(schema), { alsoUsual: false });
  return { bodyType: bodyTypeOf(type), schema, example: example ?? null };
}

function bodyTypeOf(type: string): OperationCall['bodyType'] {
  if (/json/i.test(type)) return 'json';
  return /^text\//i.test(type) ? 'text' : 'form-data';
}

function writtenOut(schema: unknown, refs: OpenApiRefs, issues: Issue[]): unknown {
  if (!isRecord(schema)) return undefined;
  const { schema: written, leadsOutside } = refs.writeOut(schema);
  if (leadsOutside) issues.push(issue('document-part-unreadable', 'a $ref leads outside of the document'));
  if (written === null) issues.push(issue('schema-large'));
  return written;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
