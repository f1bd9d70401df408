import { aRequirement } from '../../../../test/builders/a-requirement.js';
import { readLlmsTxt } from './read-llms-txt.js';
import { readToolsList } from './read-tools-list.js';

describe('the list of tools of an MCP server', () => {
  const SERVER = new URL('https://example.com/mcp');
  const inputSchema = { type: 'object', properties: { city: { type: 'string' } } };

  it('names those that it marks as paid, with what it claims of them', () => {
    const found = readToolsList(
      [
        { name: 'free', inputSchema },
        {
          name: 'weather',
          description: 'By city',
          inputSchema,
          _meta: {
            x402: { x402Version: 2, accepts: [aRequirement()] },
            bazaar: {
              info: { input: { type: 'mcp', toolName: 'weather', inputSchema, example: { city: 'Rome' } } },
            },
          },
        },
        { name: 'fx', annotations: { title: 'Rates', x402: { price: '$0.02' } } },
        { name: 'marked', _meta: { x402: true } },
      ],
      SERVER,
    );

    expect(found).toMatchObject({ dialect: 'tools', foreign: [], named: [], issues: [] });
    expect(found.entries).toMatchObject([
      {
        toolName: 'weather',
        url: 'https://example.com/mcp',
        description: 'By city',
        isPointer: false,
        item: { type: 'MCP', toolName: 'weather', reading: { type: 'MCP', offers: [{ priceUsd: '0.01' }] } },
        call: {
          complete: true,
          parts: [{ in: 'ARGUMENTS', schema: inputSchema, example: { city: 'Rome' } }],
        },
      },
      { toolName: 'fx', title: 'Rates', isPointer: false, item: { price: { priceUsd: '0.02' } } },
      { toolName: 'marked', isPointer: true },
    ]);
  });

  it('is read as it is answered, what cannot be read left out', () =>
    expect(
      readToolsList({ tools: [7, { name: '' }, { name: 'a', _meta: { x402: {} } }] }, SERVER),
    ).toMatchObject({
      entries: [{ toolName: 'a' }],
      issues: [
        { code: 'document-part-unreadable', detail: 'tools[0]: no-name' },
        { code: 'document-part-unreadable', detail: 'tools[1]: no-name' },
      ],
    }));

  it.each([null, {}, 'tools'])('is none: %j', (tools) =>
    expect(readToolsList(tools, SERVER).dialect).toBeNull(),
  );
});

describe('llms.txt', () => {
  const AT = new URL('https://example.com/llms.txt');
  const found = (text: string) => {
    const { entries, links, dialect } = readLlmsTxt(text, AT);
    return {
      dialect,
      links: links.map(({ kind }) => kind),
      entries: entries.map(({ raw, url }) => [raw, url]),
    };
  };

  it('points to endpoints, and to documents', () =>
    expect(
      found(`# Example
> Pay per call. See [pricing](https://example.com/pricing) and [the API](https://example.com/openapi.json).

- \`GET https://api.example.com/weather?city=Rome\`: $0.01.
- **POST** /v1/fx/{pair} costs 0.02 USDC
- https://example.com/api/news, free of charge, and [docs](https://example.com/api/guide.md)
- Others: https://example.org/api/x, GET https://example.org/y
- MCP: https://example.com/mcp, manifest (https://example.com/.well-known/x402)`),
    ).toEqual({
      dialect: 'text',
      links: ['openapi', 'mcp', 'well-known'],
      entries: [
        ['GET https://api.example.com/weather?city=Rome', 'https://api.example.com/weather?city=Rome'],
        ['POST /v1/fx/{pair}', 'https://example.com/v1/fx/:pair'],
        ['https://example.com/api/news,', 'https://example.com/api/news'],
      ],
    }));

  it.each(['', 'Nothing here.', '<html><a href="/about">about</a></html>', 'either/or, and/or'])(
    'says nothing: %s',
    (text) => expect(found(text)).toEqual({ dialect: null, links: [], entries: [] }),
  );

  it('is read as far as a document may be long', () => {
    const { entries, issues } = readLlmsTxt('x '.repeat(600_000) + 'GET /late', AT);

    expect(entries).toEqual([]);
    expect(issues).toMatchObject([{ code: 'document-cut' }]);
  });
});
