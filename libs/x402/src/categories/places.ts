import { fieldNames } from '../bazaar/field-names.js';
import { type Call, type ResourceReading } from '../model.js';
import { isRecord } from '../text/record.js';
import { tellingWords } from './phrases.js';

/** What a category is read from. Of a resource that nobody has described the address alone is known. */
export type Categorized = Pick<ResourceReading, 'resource' | 'toolName'> &
  Partial<
    Pick<ResourceReading, 'serviceName' | 'description' | 'tags' | 'outputSchema' | 'outputExample'>
  > & {
    readonly call?: Pick<Call, 'parts'>;
  };

/** Words that stand together, and how much a word tells there. */
export interface Place {
  readonly words: readonly string[];
  readonly points: number;
}

/** The endpoint's own name tells most; what a description goes on to say, and what goes in and out, least. Best first. */
export function places(of: Categorized): readonly Place[] {
  const { host, path } = addressOf(of.resource);
  const { lead, rest } = partsOf(of.description ?? '');
  return [
    { points: 4, words: wordsOf(of.toolName ?? '') },
    { points: 4, words: wordsOf(path) },
    { points: 3, words: wordsOf(of.serviceName ?? '') },
    { points: 3, words: wordsOf((of.tags ?? []).slice(0, TAGS_MAX).join(BETWEEN)) },
    { points: 3, words: wordsOf(lead) },
    { points: 3, words: wordsOf(host) },
    { points: 1, words: wordsOf(rest) },
    { points: 1, words: wordsOf(fieldsOf(of)) },
  ];
}

const LEAD_CHARS_MIN = 40;
const LEAD_CHARS_MAX = 200;
const TEXT_CHARS_MAX = 1_500;
const TAGS_MAX = 20;
const FIELDS_MAX = 60;
/** A word of no phrase: what stands side by side by chance is not read as one. */
const BETWEEN = ' also ';

const wordsOf = (text: string): readonly string[] =>
  text === '' ? [] : tellingWords(text.slice(0, TEXT_CHARS_MAX));

function addressOf(resource: string): { host: string; path: string } {
  const [, host = '', path = ''] = /^[a-z]+:\/\/([^/]*)(.*)$/i.exec(resource) ?? [];
  // The last label says nothing, and neither do parameters: their names are among what goes in.
  return {
    host: host.slice(0, Math.max(0, host.lastIndexOf('.'))),
    path: path.replace(/\/[:{*][^/]*/g, '/'),
  };
}

/** What a description says first, and what it goes on to say. */
function partsOf(description: string): { lead: string; rest: string } {
  const end = description.slice(LEAD_CHARS_MIN, LEAD_CHARS_MAX).search(/[.!?;](?:\s|$)|\n/);
  const at = end === -1 ? LEAD_CHARS_MAX : LEAD_CHARS_MIN + end;
  return { lead: description.slice(0, at), rest: description.slice(at) };
}

/** Names of what goes in and comes out. */
function fieldsOf({ call, outputSchema, outputExample }: Categorized): string {
  const names: string[] = [];
  for (const { schema, example } of call?.parts ?? []) names.push(...fieldNames(schema), ...keysOf(example));
  names.push(...fieldNames(outputSchema), ...keysOf(outputExample));
  // An example repeats the names of its schema, and twice says no more than once.
  return [...new Set(names.slice(0, FIELDS_MAX))].join(BETWEEN);
}

const keysOf = (example: unknown): readonly string[] => (isRecord(example) ? Object.keys(example) : []);
