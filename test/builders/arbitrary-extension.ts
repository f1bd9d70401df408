import fc from 'fast-check';

const mostly = (usual: readonly unknown[], ...odd: readonly unknown[]) =>
  fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...usual) }, fc.constantFrom(...odd));
const part = mostly([{ id: '42' }, { city: 'Rome' }, {}], [1], 'text', null);
const httpInput = {
  type: mostly(['http'], 'mcp', 'a2a', 7, undefined),
  method: mostly(['GET', 'POST'], 'get', ' Put ', 'OPTIONS', '', 7, null),
  bodyType: mostly(['json'], ' text ', '', 7, null),
  ...{ pathParams: part, queryParams: part, headers: part, body: part },
};
const toolInput = {
  type: mostly(['mcp'], 'a2a', undefined),
  toolName: mostly(['weather'], ' a\u200bb ', '', 7, null),
  transport: mostly(['sse'], 'stdio', '', 7, null),
  description: mostly(['A tool'], '', 7, null),
  ...{ inputSchema: part, example: part },
};
const input = fc.oneof(
  { weight: 10, arbitrary: fc.record(httpInput, { requiredKeys: ['type', 'method'] }) },
  { weight: 10, arbitrary: fc.record(toolInput, { requiredKeys: ['type', 'toolName', 'transport'] }) },
  { weight: 1, arbitrary: fc.record({ ...httpInput, ...toolInput }, { requiredKeys: [] }) },
);
const usually = (usual: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 40, arbitrary: usual }, fc.constantFrom<unknown>('text', [], null, 7));
const output = mostly([{ type: 'json', example: { tempC: 21 } }, { type: 'json' }], 'text', [], null);
const info = usually(fc.record({ input: usually(input), output }, { requiredKeys: ['input'] }));
/** Templates that `/users/42` matches. */
export const USER_TEMPLATES: readonly string[] = ['/users/:id', '/:a/42'];
const routeTemplate = mostly(
  USER_TEMPLATES,
  '/:var1/:var2',
  '/people/:id',
  '/users/../x',
  '/users/{id}',
  '',
  7,
);
/** `extensions.bazaar` as sellers write it: mostly sound, with something odd here and there. */
export const someExtension = usually(fc.record({ info, routeTemplate }, { requiredKeys: ['info'] }));
/** What a challenge says of its resource, the URL aside. */
export const someResource = fc.record(
  {
    description: mostly(['A user'], ' a\u0000b\r\nc ', 'x'.repeat(5000), '', 7, null),
    mimeType: mostly(['text/html'], ' text/x\n', 'x'.repeat(200), '', 7, null),
    serviceName: mostly(['Acme'], ' ', 'Café'),
    tags: mostly([['users']], [' ', 'a', 'A'], 'users'),
    iconUrl: mostly(['https://a.example/i'], 'https://a.example', 'ftp://a.example'),
  },
  { requiredKeys: [] },
);
