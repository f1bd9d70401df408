import { bazaarResourceServerExtension, declareDiscoveryExtension } from '@x402/extensions/bazaar';
import fc from 'fast-check';

import { aChallenge, aPaymentRequired } from '../../../test/builders/a-challenge.js';
import { besideOfficial } from '../../../test/builders/beside-official.js';
import { vectors } from '../../../test/builders/discovery-vectors.js';
import { type ResourceReading } from './model.js';
import { readResource } from './read-resource.js';
import { isValidRouteTemplate } from './route-template.js';

interface Route {
  readonly routePattern: string;
  readonly path: string;
  readonly method: string;
}
interface Enriched {
  readonly routeTemplate?: string;
  readonly info: {
    readonly input: { readonly method?: string; readonly pathParams?: Record<string, string> };
  };
}

const WEATHER = { input: { city: 'Rome' }, inputSchema: { properties: { city: { type: 'string' } } } };
const declared = (method: string) =>
  declareDiscoveryExtension(method === 'GET' ? WEATHER : { ...WEATHER, bodyType: 'json' })['bazaar'];
const tool = declareDiscoveryExtension({ toolName: 'weather', inputSchema: { type: 'object' } })['bazaar'];

/** What an official server makes of what its seller declared, when that route is asked for. */
const enriched = (declaration: unknown, { routePattern, path, method }: Route): Enriched =>
  bazaarResourceServerExtension.enrichDeclaration?.(declaration, {
    ...{ method, routePattern },
    adapter: { getPath: () => path },
  }) as Enriched;

function read(bazaar: unknown, { path, method }: Route): ResourceReading {
  const url = `https://api.example.com${path}`;
  const reading = readResource({
    url,
    method,
    answer: aPaymentRequired(aChallenge({ url, extensions: { bazaar } })),
  });
  if (!reading.ok) throw new Error(reading.error);
  return reading.value;
}
const pathParams = ({ call }: ResourceReading) =>
  call.parts.find((part) => part.in === 'PATH')?.example ?? null;

describe('what an official server declares is read as it is meant', () => {
  it.each(vectors.serverEnrichment.cases)('$id', ({ id, expect: stated, ...route }) => {
    const extension = enriched(id === 'mcp' ? tool : declared(route.method), route);
    const { input } = extension.info;
    const { type, routeTemplate, call, ...reading } = read(extension, route);

    expect({
      method: input.method ?? null,
      routeTemplate: extension.routeTemplate ?? null,
      pathParams: input.pathParams ?? null,
    }).toEqual(stated);
    expect({ type, toolName: reading.toolName, method: call.method, complete: call.complete }).toEqual({
      ...(id === 'mcp' ? { type: 'MCP', toolName: 'weather' } : { type: 'HTTP', toolName: null }),
      ...{ method: stated.method, complete: true },
    });
    // A template that the answering URL does not match describes another route: the concrete URL stays.
    const isOther = id === 'no-match';
    expect(routeTemplate).toBe(isOther ? null : stated.routeTemplate);
    expect(reading.resource).toBe(`https://api.example.com${routeTemplate ?? route.path}`);
    expect(pathParams({ call, ...reading } as ResourceReading)).toEqual(isOther ? null : stated.pathParams);
    expect(reading.issues.map(({ code }) => code)).toEqual([
      ...(isOther ? ['template-mismatch'] : []),
      ...(id === 'mcp' ? ['no-example'] : []),
    ]);
  });
});

describe('routes', () => {
  const words = ['users', 'v1', 'a', '42', 'x-y', '42.json', 'usd-eur', '.json', '-eur', 'v'];
  const pattern = fc.constantFrom(
    ...words,
    ':id',
    '[id]',
    '*',
    ':id.json',
    ':from-:to',
    'v:n',
    '[...all]',
    'a b',
    ':1',
  );
  const segments = fc.array(fc.tuple(pattern, fc.constantFrom(...words)), { minLength: 1, maxLength: 3 });
  const route = fc.tuple(segments, fc.constantFrom('', '', '', '/', '/more')).map(([pairs, rest]): Route => ({
    routePattern: `/${pairs.map(([wanted]) => wanted).join('/')}`,
    path: `/${pairs.map(([wanted, found]) => (words.includes(wanted) ? wanted : found)).join('/')}${rest}`,
    method: 'GET',
  }));

  interface Template {
    readonly routeTemplate: string | null;
    readonly pathParams: unknown;
  }

  it('have the template that the server states, with its parameters', () => {
    besideOfficial<Route, Template>({
      inputs: route,
      official: (asked) => {
        const { routeTemplate = null, info } = enriched(declared('GET'), asked);
        return { routeTemplate, pathParams: info.input.pathParams ?? null };
      },
      ours: (asked) => {
        const reading = read(enriched(declared('GET'), asked), asked);
        return { routeTemplate: reading.routeTemplate, pathParams: pathParams(reading) };
      },
      deviations: [
        {
          why: 'a template that cannot be one is no template, as for facilitators',
          apply: (found) =>
            isValidRouteTemplate(found.routeTemplate) ? found : { routeTemplate: null, pathParams: null },
        },
        {
          why: 'a template that its own URL does not match is of another route',
          apply: (found) =>
            found.routeTemplate !== null && Object.keys(found.pathParams as object).length === 0
              ? { routeTemplate: null, pathParams: null }
              : found,
        },
      ],
    });
  });
});
