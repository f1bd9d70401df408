import { readFileSync } from 'node:fs';

type Fields = Record<string, unknown>;

interface Case<Expected> {
  readonly id: string;
  readonly expect: Expected;
}
interface Group<T> {
  readonly cases: readonly T[];
}
interface Asked {
  readonly url: string;
  readonly method?: string;
  readonly toolName?: string;
  readonly routeTemplate?: string;
}
interface ErrorList {
  readonly valid: boolean;
  readonly errors: string[];
}
export interface FilterVector {
  readonly id: string;
  readonly name: string;
  readonly request: string;
  readonly filter?: Readonly<Record<string, string>>;
  readonly wellFormed?: boolean;
}

interface Vectors {
  discoveryFilters: {
    vectors: readonly FilterVector[];
    judging: readonly { id: string; given: string; verdict: string }[];
  };
  officialClientRequests: Group<{
    call: 'listResources' | 'search';
    params: { query: string } | null;
    request: { url: string; method: string; headers: Record<string, string> };
  }>;
  officialClientErrors: Group<{
    status: number;
    body: string;
    expect: { ok: true; value: unknown } | { ok: false; error: string };
  }>;
  versionDetection: Group<{
    id: string;
    headers: Record<string, string>;
    body: unknown;
    officialClient: { version?: number | null; accepts?: number | null; error?: string };
  }>;
  strictParse: Group<Case<{ valid: boolean; firstError: string | null }> & { input: Fields }>;
  routeTemplate: Group<{ input: string; valid: boolean }>;
  canonicalUrl: Group<{
    url: string;
    routeTemplate?: string;
    ours?: string;
    expect: { result: string; resourceUrl?: string };
  }>;
  identity: Group<{ a: Asked; b: Asked; same: boolean }>;
  serviceMetadata: {
    serviceName: readonly { input: unknown; kept: boolean }[];
    tags: readonly { input: unknown; output: string[] | null }[];
    iconUrl: readonly { input: string; valid: boolean }[];
  };
  schemaValidation: Group<Case<ErrorList> & { info?: unknown; schema?: unknown }>;
  specValidation: Group<Case<ErrorList> & { input: Fields }>;
  serverEnrichment: Group<
    Case<{
      method: string | null;
      routeTemplate: string | null;
      pathParams: Record<string, string> | null;
    }> & { routePattern: string; path: string; method: string }
  >;
  v1Conversion: Group<Case<unknown> & { outputSchema: unknown }>;
  extractFull: Group<
    Case<Fields & { resourceUrl: string; discoveryInfo: { input: Fields; output?: Fields } }>
  >;
  extensionResponsesHeader: Group<{ value: string; decoded: unknown }>;
  pagination: Group<{ limit: number; offset: number; total: number; next: number | null }>;
  ours: Group<{ id: string; given: string; expect: string }>;
}

/** Facts about the official packages, and rules of the protocol's users; `discovery-vectors.spec.ts` sees that all are run. */
export const vectors = JSON.parse(
  readFileSync(new URL('../fixtures/x402/discovery-vectors.json', import.meta.url), 'utf8'),
) as Vectors;

/** The title of the test that proves one of our own rules, such as `O3`. */
export function ourRule(id: string): string {
  const rule = vectors.ours.cases.find((found) => found.id === id);
  if (rule === undefined) throw new Error(`There is no rule ${id}.`);
  return `${id}, ${rule.given}: ${rule.expect}`;
}
