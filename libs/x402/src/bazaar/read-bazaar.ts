import { type CallPart, type CallPlace, type ResourceType } from '../model.js';
import { issue, type Issue } from '../reasons/issue.js';
import { cleanParagraphs, cleanText, TEXT_MAX } from '../text/clean-text.js';
import { isBoundedJson } from '../text/parse-json.js';
import { isRecord, own, recordOr, type JsonRecord } from '../text/record.js';
import { convertV1 } from './convert-v1.js';
import { readMethod } from './http-method.js';
import { specErrors } from './spec-errors.js';
import { readFields, readValue, type Described } from './type-descriptions.js';

/** JSON characters of one schema or example. */
const SCHEMA_CHARS_MAX = 64 * 1024;

/** What the Discovery extension says of the call, not yet compared with the URL that was probed. */
export interface BazaarReading {
  readonly type: ResourceType;
  readonly method: string | null;
  readonly toolName: string | null;
  readonly transport: string | null;
  readonly bodyType: string | null;
  readonly description: string | null;
  /** As written: validity and match are the reader's to check. */
  readonly routeTemplate: unknown;
  readonly parts: readonly CallPart[];
  readonly outputSchema: unknown;
  readonly outputExample: unknown;
  readonly issues: readonly Issue[];
}

/** Where each part of an HTTP call stands, in `info.input` and in the schema's `input`. */
export const HTTP_PLACES: readonly (readonly [CallPlace, string])[] = [
  ['PATH', 'pathParams'],
  ['QUERY', 'queryParams'],
  ['HEADER', 'headers'],
  ['BODY', 'body'],
];

/** Reads `extensions.bazaar`. Null where the challenge carries none; what cannot be read of it is an issue. */
export function readBazaar(extensions: JsonRecord, x402Version: number | null = null): BazaarReading | null {
  const extension = own(extensions, 'bazaar');
  if (extension === undefined || extension === null) return null;
  const info = recordOr(own(recordOr(extension), 'info'));
  const input = own(info, 'input');
  if (!isRecord(extension) || !isRecord(input)) {
    return {
      ...NOTHING_SAID,
      routeTemplate: own(recordOr(extension), 'routeTemplate'),
      issues: [issue('bazaar-malformed')],
    };
  }
  const properties = recordOr(own(recordOr(own(extension, 'schema')), 'properties'));
  const inputSchemas = recordOr(own(recordOr(own(properties, 'input')), 'properties'));
  const outputSchemas = recordOr(own(recordOr(own(properties, 'output')), 'properties'));
  const output: Described = {
    schema: own(outputSchemas, 'example') ?? null,
    example: own(recordOr(own(info, 'output')), 'example') ?? null,
  };
  // What catalogues make of version 1 has types where version 2 has values, under a schema that says nothing.
  const isRetold = x402Version === 1 && Object.keys(inputSchemas).length === 0;
  const retold = isRetold ? readBazaarV1({ input, output: output.example }) : null;
  if (retold !== null) return retold;
  const isMcp =
    own(input, 'type') === 'mcp' || (own(input, 'type') !== 'http' && own(input, 'toolName') !== undefined);
  if (isMcp) return withSpecIssues(readTool(input, output), extension);
  const parts = HTTP_PLACES.map(([place, key]) => ({
    place,
    described: { schema: own(inputSchemas, key) ?? null, example: own(input, key) ?? null },
  }));
  return withSpecIssues(readHttp(input, parts, output, own(extension, 'routeTemplate')), extension);
}

/** What the reading names already is not said twice. */
function withSpecIssues(reading: BazaarReading, extension: JsonRecord): BazaarReading {
  const said = new Set([
    ...(reading.type === 'MCP' && reading.toolName === null ? ['toolName'] : []),
    ...(reading.type === 'HTTP' && reading.method === null ? ['method'] : []),
  ]);
  const found = specErrors(extension).filter(({ field }) => field === null || !said.has(field));
  return {
    ...reading,
    issues: [...reading.issues, ...found.map(({ text }) => issue('bazaar-off-spec', text))],
  };
}

/** Reads version 1's `outputSchema`; null where it tells nothing of the call. Values that are types become schemas. */
export function readBazaarV1(outputSchema: unknown): BazaarReading | null {
  const info = convertV1(outputSchema);
  if (info === null) return null;
  const parts = HTTP_PLACES.flatMap(([place, key]) => {
    const fields = own(info.input, key);
    return isRecord(fields) && Object.keys(fields).length > 0
      ? [{ place, described: readFields(fields) }]
      : [];
  });
  return readHttp(info.input, parts, readValue(info.output?.example ?? null), undefined);
}

/** A tool's own `inputSchema`, bounded as every other schema. */
export function readArguments(
  schema: unknown,
  example: unknown,
): { parts: readonly CallPart[]; issues: readonly Issue[] } {
  return boundedParts([
    { place: 'ARGUMENTS', described: { schema: schema ?? null, example: example ?? null } },
  ]);
}

function readHttp(
  input: JsonRecord,
  places: readonly { place: CallPlace; described: Described }[],
  output: Described,
  routeTemplate: unknown,
): BazaarReading {
  const method = readMethod(own(input, 'method'));
  const { parts, issues } = boundedParts(places);
  const { kept, isLarge } = bounded(output);
  return {
    ...NOTHING_SAID,
    method,
    bodyType: cleanText(own(input, 'bodyType'), TEXT_MAX.name),
    routeTemplate,
    parts,
    outputSchema: kept.schema,
    outputExample: kept.example,
    issues: [
      ...(method === null ? [issue('method-unknown')] : []),
      ...issues,
      ...(isLarge ? [issue('schema-large', 'output')] : []),
    ],
  };
}

function readTool(input: JsonRecord, output: Described): BazaarReading {
  const toolName = cleanText(own(input, 'toolName'), TEXT_MAX.name);
  const { parts, issues } = readArguments(own(input, 'inputSchema'), own(input, 'example'));
  const { kept, isLarge } = bounded(output);
  return {
    ...NOTHING_SAID,
    type: 'MCP',
    toolName,
    transport: cleanText(own(input, 'transport'), TEXT_MAX.name) ?? 'streamable-http',
    description: cleanParagraphs(own(input, 'description'), TEXT_MAX.description),
    parts,
    outputSchema: kept.schema,
    outputExample: kept.example,
    issues: [
      ...(toolName === null ? [issue('bazaar-malformed', 'toolName is missing')] : []),
      ...issues,
      ...(isLarge ? [issue('schema-large', 'output')] : []),
    ],
  };
}

/** The parts of a call that say anything, none larger than is kept. */
export function boundedParts(places: readonly { place: CallPlace; described: Described }[]): {
  parts: readonly CallPart[];
  issues: readonly Issue[];
} {
  const parts: CallPart[] = [];
  const issues: Issue[] = [];
  for (const { place, described } of places) {
    if (described.schema === null && described.example === null) continue;
    const { kept, isLarge } = bounded(described);
    if (isLarge) issues.push(issue('schema-large', place));
    parts.push({ in: place, schema: kept.schema, example: kept.example, exampleValid: null });
  }
  return { parts, issues };
}

function bounded({ schema, example }: Described): { kept: Described; isLarge: boolean } {
  const fits = (value: unknown) => isBoundedJson(value, SCHEMA_CHARS_MAX);
  const kept = { schema: fits(schema) ? schema : null, example: fits(example) ? example : null };
  return { kept, isLarge: kept.schema !== schema || kept.example !== example };
}

/** Of nothing. */
export const NOTHING_SAID: BazaarReading = {
  type: 'HTTP',
  method: null,
  toolName: null,
  transport: null,
  bodyType: null,
  description: null,
  routeTemplate: undefined,
  parts: [],
  outputSchema: null,
  outputExample: null,
  issues: [],
};
