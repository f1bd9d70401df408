import { extractDiscoveryInfo } from '@x402/extensions/bazaar';
import fc from 'fast-check';

import { someExtension, someResource, USER_TEMPLATES } from '../../../test/builders/arbitrary-extension.js';
import { aRequirement } from '../../../test/builders/a-requirement.js';
import { besideOfficial, orNull } from '../../../test/builders/beside-official.js';
import { vectors } from '../../../test/builders/discovery-vectors.js';
import { readMethod } from './bazaar/http-method.js';
import { readServiceMetadata } from './bazaar/service-metadata.js';
import { readCatalogItem } from './catalog-item/read-catalog-item.js';
import { readResource } from './read-resource.js';
import { cleanParagraphs, cleanText, TEXT_MAX } from './text/clean-text.js';
import { isRecord, own, recordOr } from './text/record.js';

type Fields = Record<string, unknown>;

/** What a facilitator files a resource under, in its words. */
interface Extracted {
  readonly resourceUrl: string;
  readonly x402Version: number | null;
  readonly routeTemplate: string | null;
  readonly method: unknown;
  readonly toolName: unknown;
  readonly description: unknown;
  readonly mimeType: unknown;
  readonly serviceName: string | null;
  readonly tags: readonly string[];
  readonly iconUrl: string | null;
  readonly input: Fields;
  readonly output: unknown;
}

/** A challenge, which the payer echoes in the payload that a facilitator sees. */
interface Seen {
  readonly x402Version: number;
  readonly url: string;
  readonly resource?: Fields;
  readonly accepted: Fields;
  readonly extensions?: Fields;
}

const PLACES = { PATH: 'pathParams', QUERY: 'queryParams', HEADER: 'headers', BODY: 'body' } as const;
const OF_HTTP: readonly string[] = [...Object.values(PLACES), 'bodyType'];
const OF_MCP: readonly string[] = ['inputSchema', 'example', 'transport'];
const stated = (fields: unknown, keys: readonly string[] = [...OF_HTTP, ...OF_MCP]): Fields =>
  Object.fromEntries(
    keys.flatMap((key) => {
      const value = own(recordOr(fields), key) ?? null;
      return value === null ? [] : [[key, value]];
    }),
  );

const payloadOf = ({ x402Version, resource, extensions }: Seen) => ({
  x402Version,
  resource,
  extensions,
  payload: {},
});
function official(seen: Seen): Extracted | null {
  const found = orNull(() => extractDiscoveryInfo(payloadOf(seen) as never, seen.accepted as never, false));
  if (found === null) return null;
  const { routeTemplate = null, method = null, toolName = null } = found as unknown as Partial<Extracted>;
  const { description = null, mimeType = null, serviceName = null, tags = [], iconUrl = null } = found;
  const { input, output } = found.discoveryInfo;
  return {
    ...{ resourceUrl: found.resourceUrl, x402Version: found.x402Version, routeTemplate, method, toolName },
    ...{ description, mimeType, serviceName, tags, iconUrl },
    ...{ input: stated(input), output: output?.example ?? null },
  };
}

function ours({ x402Version, url, resource, accepted, extensions }: Seen): Extracted | null {
  const challenge = JSON.stringify({ x402Version, resource, accepts: [accepted], extensions });
  const headers: Record<string, string> =
    x402Version === 2 ? { 'payment-required': Buffer.from(challenge).toString('base64') } : {};
  const read = readResource({ url, method: null, answer: { status: 402, headers, body: challenge } });
  if (!read.ok) return null;
  const {
    resource: resourceUrl,
    routeTemplate,
    method,
    toolName,
    call,
    outputExample: output,
    ...said
  } = read.value;
  const { description, mimeType, serviceName, tags, iconUrl } = said;
  const parts = call.parts.map((part): Fields =>
    part.in === 'ARGUMENTS'
      ? { inputSchema: part.schema, example: part.example }
      : { [PLACES[part.in]]: part.example },
  );
  const { bodyType, transport } = call;
  return {
    ...{ resourceUrl, x402Version: said.x402Version, routeTemplate, method, toolName },
    ...{ description, mimeType, serviceName, tags, iconUrl },
    ...{ input: stated(Object.assign({ bodyType, transport }, ...parts)), output },
  };
}

describe('a whole resource, beside extractDiscoveryInfo', () => {
  it.each(vectors.extractFull.cases)('$id', ({ id, expect: facts }) => {
    const { description, mimeType, serviceName, tags, extensions } = facts;
    const outputSchema = {
      input: facts.discoveryInfo.input,
      output: facts.discoveryInfo.output?.['example'],
    };
    const seen: Seen =
      id === 'v1'
        ? {
            ...{ x402Version: 1, url: facts.resourceUrl },
            accepted: { ...aRequirement(), resource: facts.resourceUrl, description, mimeType, outputSchema },
          }
        : {
            ...{ x402Version: 2, url: 'https://api.example.com/users/42', accepted: aRequirement() },
            resource: {
              url: 'https://api.example.com/users/42?full=1',
              description,
              mimeType,
              serviceName,
              tags,
            },
            extensions: extensions as Fields,
          };

    expect(extractDiscoveryInfo(payloadOf(seen) as never, seen.accepted as never)).toEqual(facts);
    // Version 1 describes its parameters by their types: `{"q": "string"}` is a schema and no example.
    expect(ours(seen)).toEqual(id === 'v1' ? { ...official(seen), input: {} } : official(seen));
  });

  it.each(vectors.extractFull.cases)('$id, from the catalogue of a facilitator', ({ id, expect: facts }) => {
    const { resourceUrl, x402Version, extensions, ...described } = facts;
    const accepts = [
      id === 'v1' ? { ...aRequirement(), maxAmountRequired: '1', description: '' } : aRequirement(),
    ];
    const item = readCatalogItem({
      ...described,
      resource: resourceUrl,
      type: 'http',
      x402Version,
      accepts,
      extensions,
    });
    const { reading } = item.ok ? item.value : { reading: null };
    const part =
      id === 'v1'
        ? { in: 'QUERY', schema: { type: 'object', properties: { q: { type: 'string' } } }, example: null }
        : { in: 'PATH', schema: null, example: { id: '42' } };

    expect(reading).toMatchObject({
      resource: resourceUrl,
      method: 'GET',
      call: { parts: [part], complete: true },
    });
    expect(reading?.outputExample).toEqual(id === 'v1' ? { a: 1 } : null);
  });

  const URL_ASKED = 'https://api.example.com/users/42';
  const inputs = fc
    .record({ resource: someResource, bazaar: someExtension }, { requiredKeys: ['resource'] })
    .map(({ resource, ...extensions }): Seen => ({
      ...{ x402Version: 2, url: URL_ASKED, accepted: aRequirement(), extensions },
      resource: { ...resource, url: `${URL_ASKED}?full=1` },
    }));

  const bazaarOf = ({ extensions }: Seen): Fields => recordOr(own(recordOr(extensions), 'bazaar'));
  const inputOf = (seen: Seen): unknown => own(recordOr(own(bazaarOf(seen), 'info')), 'input');
  const kindOf = (seen: Seen): string => {
    const { type, toolName } = recordOr(inputOf(seen)) as Fields;
    return type === 'mcp' || (type !== 'http' && toolName !== undefined) ? 'mcp' : 'http';
  };

  it('is filed under the same words', () => {
    besideOfficial<Seen, Extracted | null>({
      inputs,
      official,
      ours,
      deviations: [
        {
          why: 'a resource is sold though nothing tells how to call it: it is listed all the same',
          apply: (found, seen) =>
            isRecord(inputOf(seen))
              ? found
              : official({ ...seen, extensions: { bazaar: { ...bazaarOf(seen), info: { input: {} } } } }),
        },
        {
          why: 'what names a tool and no type we know is a tool',
          apply: (found, seen) =>
            found !== null && kindOf(seen) === 'mcp'
              ? { ...found, method: null, toolName: own(recordOr(inputOf(seen)), 'toolName') ?? null }
              : found,
        },
        {
          why: 'a call has the parts of its kind',
          apply: (found, seen) =>
            found && { ...found, input: stated(found.input, kindOf(seen) === 'mcp' ? OF_MCP : OF_HTTP) },
        },
        {
          why: 'a template counts where the URL that was asked matches it, and never for a tool',
          apply: (found, seen) =>
            found === null || (kindOf(seen) === 'http' && USER_TEMPLATES.includes(found.routeTemplate ?? ''))
              ? found
              : { ...found, resourceUrl: URL_ASKED, routeTemplate: null },
        },
        {
          why: 'parameters of the path belong to a template',
          apply: (found) =>
            found !== null && found.routeTemplate === null
              ? {
                  ...found,
                  input: stated(
                    found.input,
                    [...OF_HTTP, ...OF_MCP].filter((key) => key !== 'pathParams'),
                  ),
                }
              : found,
        },
        {
          why: 'a method is one of six verbs, however it is written',
          apply: (found) => found && { ...found, method: readMethod(found.method) },
        },
        {
          why: 'a tool without a description of its resource has one of its own',
          apply: (found, seen) =>
            found !== null &&
            kindOf(seen) === 'mcp' &&
            (found.description === null || found.description === '')
              ? { ...found, description: own(recordOr(inputOf(seen)), 'description') ?? null }
              : found,
        },
        {
          why: 'texts are cleaned and bounded, and are texts',
          apply: (found) =>
            found && {
              ...found,
              description: cleanParagraphs(found.description, TEXT_MAX.description),
              mimeType: cleanText(found.mimeType, TEXT_MAX.mimeType),
              toolName: cleanText(found.toolName, TEXT_MAX.name),
              input: stated({
                ...found.input,
                bodyType: cleanText(found.input['bodyType'], TEXT_MAX.name),
                transport: cleanText(found.input['transport'], TEXT_MAX.name),
              }),
            },
        },
        {
          why: 'a tool is reached over streamable HTTP unless it says otherwise',
          apply: (found, seen) =>
            found !== null && kindOf(seen) === 'mcp'
              ? { ...found, input: { transport: 'streamable-http', ...found.input } }
              : found,
        },
        {
          why: 'a service is described by the rules of official-metadata.spec.ts',
          apply: (found, { resource: said }) => {
            const { issues: _issues, ...kept } = readServiceMetadata(recordOr(said));
            return found && { ...found, ...kept };
          },
        },
      ],
    });
  });
});
