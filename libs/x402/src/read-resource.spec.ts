import { readResource, readToolResource, type ResourceReading } from './index.js';

const offer = {
  scheme: 'exact',
  network: 'eip155:8453',
  amount: '10000',
  asset: '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913',
  payTo: '0x1111111111111111111111111111111111111111',
  maxTimeoutSeconds: 60,
  extra: { name: 'USD Coin', version: '2' },
};
const aChallenge = (change: object = {}) => ({
  x402Version: 2,
  resource: {
    url: 'https://api.example.com/weather',
    description: 'Weather by city',
    serviceName: 'Acme Weather',
  },
  accepts: [offer],
  extensions: {},
  ...change,
});
const bazaar = (input: object, rest: object = {}) => ({ bazaar: { info: { input }, schema: {}, ...rest } });
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');
const read = (
  challenge: unknown,
  url = 'https://api.example.com/weather?city=Rome',
  method: string | null = 'GET',
): ResourceReading => {
  const headers = { 'PAYMENT-REQUIRED': encode(challenge) };
  const reading = readResource({ url, method, answer: { status: 402, headers, body: '{}' } });
  if (!reading.ok) throw new Error(reading.error);
  return reading.value;
};
const codes = (reading: ResourceReading) => reading.issues.map(({ code }) => code);

describe('readResource', () => {
  it('reads a plain V2 challenge', () => {
    const extensions = bazaar({ type: 'http', method: 'GET', queryParams: { city: 'Rome' } });

    expect(read(aChallenge({ extensions }))).toMatchObject({
      type: 'HTTP',
      resource: 'https://api.example.com/weather',
      method: 'GET',
      toolName: null,
      routeTemplate: null,
      x402Version: 2,
      title: 'Acme Weather',
      description: 'Weather by city',
      extensions: ['bazaar'],
      payability: 'PAYABLE',
      offers: [{ priceUsd: '0.01', amountAtomic: 10000n, network: 'eip155:8453', issues: [] }],
      call: {
        url: 'https://api.example.com/weather',
        method: 'GET',
        complete: true,
        parts: [{ in: 'QUERY', example: { city: 'Rome' } }],
      },
      issues: [],
    });
  });

  it('reads a V1 body, description and all', () => {
    const accepts = [
      {
        ...offer,
        network: 'base',
        maxAmountRequired: '10000',
        resource: 'https://api.example.com/weather',
        description: 'Old',
        mimeType: '',
        outputSchema: {
          input: { type: 'http', method: 'GET', queryParams: { city: 'string' } },
          output: { tempC: 21 },
        },
      },
    ];
    const body = JSON.stringify({ x402Version: 1, accepts, error: 'pay' });
    const reading = readResource({
      url: 'https://api.example.com/weather',
      method: 'GET',
      answer: { status: 402, headers: {}, body },
    });

    expect(reading).toMatchObject({
      ok: true,
      value: {
        x402Version: 1,
        description: 'Old',
        mimeType: null,
        payability: 'V1_ONLY',
        outputExample: { tempC: 21 },
        call: {
          complete: true,
          parts: [{ in: 'QUERY', example: null, schema: { properties: { city: { type: 'string' } } } }],
        },
        challenge: { accepts, error: 'pay' },
      },
    });
  });

  it('takes the template only where it is valid and matches what was asked', () => {
    const at = 'https://api.example.com/users/42';
    const resource = { url: at };
    const extensions = (routeTemplate: unknown) =>
      bazaar({ type: 'http', method: 'GET', pathParams: { id: '42' } }, { routeTemplate });
    const reading = read(aChallenge({ resource, extensions: extensions('/users/:id') }), at);

    expect(reading).toMatchObject({
      resource: 'https://api.example.com/users/:id',
      routeTemplate: '/users/:id',
      issues: [],
    });
    expect(reading.call).toMatchObject({
      url: 'https://api.example.com/users/:id',
      complete: true,
      parts: [{ in: 'PATH' }],
    });
    expect(codes(read(aChallenge({ resource, extensions: extensions('/files/:id') }), at))).toEqual([
      'template-mismatch',
      'no-example',
    ]);
    expect(codes(read(aChallenge({ resource, extensions: extensions('/:var1/:var2') }), at))).toContain(
      'template-invalid',
    );
    expect(read(aChallenge({ resource, extensions: extensions('/:var1/:var2') }), at).resource).toBe(at);
  });

  it('gives a template without an example of its parameters as incomplete', () => {
    const extensions = bazaar({ type: 'http', method: 'GET' }, { routeTemplate: '/users/:id' });
    const reading = read(
      aChallenge({ resource: { url: 'https://api.example.com/users/42' }, extensions }),
      'https://api.example.com/users/42',
    );

    expect(reading.call.complete).toBe(false);
    expect(codes(reading)).toContain('needs-path-params');
  });

  it.each([
    ['https://api.example.com/weather', []],
    ['https://api.example.com/weather?city=Paris', []],
    ['https://other.example/weather', ['resource-mismatch']],
    ['https://api.example.com/news', ['resource-mismatch']],
    ['/weather', ['resource-mismatch']],
    ['', ['resource-missing']],
    [null, ['resource-missing']],
  ])('keeps its own identity when the challenge says %j', (url, expected) => {
    const reading = read(aChallenge({ resource: { url } }));

    expect(reading.resource).toBe('https://api.example.com/weather');
    expect(codes(reading).filter((code) => code.startsWith('resource-'))).toEqual(expected);
  });

  it('says when another method is stated than was answered, and calls the stated one', () => {
    const reading = read(
      aChallenge({ extensions: bazaar({ type: 'http', method: 'POST', bodyType: 'json', body: { q: 1 } }) }),
    );

    expect(reading).toMatchObject({
      method: 'GET',
      call: { method: 'POST', bodyType: 'json', complete: true },
    });
    expect(codes(reading)).toContain('wrong-method');
  });

  it('takes a tool from the extension where the URL cannot tell it', () => {
    const reading = read(
      aChallenge({ extensions: bazaar({ type: 'mcp', toolName: 'weather', inputSchema: {} }) }),
      'https://api.example.com/mcp',
      'POST',
    );

    expect(reading).toMatchObject({
      type: 'MCP',
      toolName: 'weather',
      method: null,
      call: { url: 'https://api.example.com/mcp' },
    });
  });

  it('is as payable as its best offer', () => {
    const bad = { ...offer, payTo: 'x' };

    expect(read(aChallenge({ accepts: [bad, offer] })).payability).toBe('PAYABLE');
    expect(read(aChallenge({ accepts: [bad, { ...offer, scheme: 'new' }] })).payability).toBe('UNKNOWN');
    expect(read(aChallenge({ accepts: [bad] })).payability).toBe('BLOCKED');
  });

  it('says where a text hides something', () => {
    const reading = read(aChallenge({ resource: { description: 'free\u202e$' } }));

    expect(reading.description).toBe('free$');
    expect(codes(reading)).toContain('text-cleaned');
  });

  it('says when there is test money only, and that a wallet may sign in', () => {
    const reading = read(
      aChallenge({ accepts: [{ ...offer, network: 'eip155:84532' }], extensions: { 'sign-in-with-x': {} } }),
    );

    expect(codes(reading)).toContain('testnet-only');
    expect(reading.supportsSignIn).toBe(true);
  });

  it.each([
    ['not a url', 'not-a-url'],
    ['monopoly://x/y', 'unsupported-scheme'],
  ])('refuses %s', (url, error) => {
    expect(readResource({ url, method: null, answer: { status: 402, headers: {}, body: '{}' } })).toEqual({
      ok: false,
      error,
    });
  });
});

describe('readToolResource', () => {
  const tool = { name: 'get_weather', description: 'Weather', inputSchema: { type: 'object' } };
  const ask = (change: object = {}) =>
    readToolResource({
      serverUrl: 'https://mcp.example.com/mcp?session=1',
      toolName: 'get_weather',
      transport: 'streamable-http',
      tool,
      result: {
        isError: true,
        structuredContent: aChallenge({ resource: { url: 'mcp://tool/get_weather' } }),
        content: [],
      },
      ...change,
    });

  it('knows a tool by its server and its name', () => {
    expect(ask()).toMatchObject({
      ok: true,
      value: {
        type: 'MCP',
        resource: 'https://mcp.example.com/mcp',
        method: null,
        toolName: 'get_weather',
        description: 'Weather',
        payability: 'PAYABLE',
        call: {
          complete: true,
          url: 'https://mcp.example.com/mcp',
          transport: 'streamable-http',
          parts: [{ in: 'ARGUMENTS', schema: { type: 'object' } }],
        },
        issues: [{ code: 'no-example' }],
      },
    });
  });

  it('has no URL to call where only an identifier is known', () => {
    expect(ask({ serverUrl: 'mcp://tool/get_weather' })).toMatchObject({
      ok: true,
      value: { resource: 'mcp://tool/get_weather', call: { url: null, complete: false } },
    });
  });

  it.each<[string, unknown]>([
    ['nested too deep to be walked', JSON.parse('['.repeat(5_000) + ']'.repeat(5_000))],
    ['too long', { type: 'object', description: 'x'.repeat(300_000) }],
  ])('leaves out a schema in the list that is %s', (_what, inputSchema) =>
    expect(ask({ tool: { ...tool, inputSchema } })).toMatchObject({
      value: {
        call: { complete: false, parts: [] },
        issues: [{ code: 'schema-large', detail: 'ARGUMENTS' }, { code: 'no-example' }],
      },
    }),
  );

  it('refuses a result that asks for nothing', () =>
    expect(ask({ result: { content: [] } })).toEqual({ ok: false, error: 'mcp-no-payment' }));
});
