import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { type PaymentRequired, type PaymentRequirements } from '@x402/core/types';
import { type DiscoveryExtension, validateDiscoveryExtension } from '@x402/extensions/bazaar';
import { type Fleet, startFleet } from './fleet.js';
import { challengeOf, probe, stated, stating } from './probe.js';

let fleet: Fleet;
beforeAll(async () => {
  fleet = await startFleet({ ports: 'any' });
});
afterAll(() => fleet.stop());

describe('the fleet', () => {
  it('has many shops, and every listing key once', () => {
    const keys = fleet.endpoints.map((endpoint) => {
      const { resource, method, toolName } = endpoint.expect;
      return JSON.stringify([resource, method, toolName]);
    });
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(fleet.endpoints.map(({ name }) => name)).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThanOrEqual(150);
    const origins = new Set(fleet.endpoints.map(({ register }) => new URL(register.resource).origin));
    expect(origins.size).toBeGreaterThanOrEqual(30);
    for (const origin of origins) expect(fleet.allow).toContain(`127.0.0.1/32:${new URL(origin).port}-`);
  });
});

describe('prices', () => {
  const priceOf = async (url: string): Promise<string> =>
    (challengeOf(await probe(url)).accepts as [PaymentRequirements])[0].amount;

  it('follow the request where they depend on it', async () => {
    const { register } = fleet.endpoint('summarize-dynamic-price');
    expect(await priceOf(register.resource)).toBe('2000');
    expect(await priceOf(`${register.resource}?pages=25`)).toBe('50000');
    expect(await priceOf(`${register.resource}?pages=many`)).toBe('2000');
  });

  it('move when told to, by call and by request', async () => {
    const name = 'electricity-price-that-moves';
    const url = fleet.endpoint(name).register.resource;
    fleet.setPrice('0.020');
    expect(fleet.endpoint(name).expect.offers).toMatchObject([{ amountAtomic: '20000', priceUsd: '0.02' }]);
    expect(await priceOf(url)).toBe('20000');

    const tell = (usd: unknown): Promise<Response> =>
      fetch(new URL('/control/price', url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ usd }),
      });
    expect((await tell('0.01')).status).toBe(200);
    expect(await priceOf(url)).toBe('10000');
    for (const wrong of ['cheap', '0', '0.0000001', 1]) expect((await tell(wrong)).status).toBe(400);
    expect(await priceOf(url)).toBe('10000');
  });

  it('cannot be paid: the facilitator refuses', async () => {
    const { register } = fleet.endpoint('weather-current');
    const challenge = challengeOf(await probe(register.resource));
    const payment = { ...challenge, accepted: challenge.accepts[0], payload: { signature: '0x00' } };
    const answer = await fetch(register.resource, {
      headers: { 'payment-signature': Buffer.from(JSON.stringify(payment)).toString('base64') },
    });
    expect(answer.status).toBe(402);
    const refusal = challengeOf({ headers: answer.headers, text: '' });
    expect(refusal.error).toBe('payments_refused');
  });
});

describe('the MCP server', () => {
  const connect = async (url = fleet.endpoint('mcp-geocode-address').register.resource): Promise<Client> => {
    const client = new Client({ name: 'fleet-spec', version: '1.0.0' });
    await client.connect(new StreamableHTTPClientTransport(new URL(url)));
    return client;
  };

  it('marks what is paid and what destroys', async () => {
    const client = await connect();
    const { tools } = await client.listTools();
    await client.close();
    expect(
      tools.map(({ name, _meta, annotations }) => [
        name,
        _meta !== undefined && 'x402' in _meta,
        annotations?.destructiveHint,
      ]),
    ).toEqual([
      ['extract_invoice', true, false],
      ['geocode_address', true, false],
      ['list_formats', false, false],
      ['purge_documents', true, true],
    ]);
  });

  it('asks for payment before it looks at the arguments', async () => {
    const paid = fleet.endpoints.filter(
      ({ expect: { state, toolName } }) => state === 'LISTED' && toolName !== null,
    );
    expect(paid.length).toBeGreaterThanOrEqual(7);
    for (const { register, expect: expected } of paid) {
      const client = await connect(register.resource);
      const result = await client.callTool({ name: expected.toolName!, arguments: {} });
      expect(result.isError).toBe(true);
      const challenge = result.structuredContent as PaymentRequired;
      expect(stating(challenge)).toEqual(stated(expected));
      expect(validateDiscoveryExtension(challenge.extensions?.bazaar as DiscoveryExtension)).toEqual({
        valid: true,
      });
      const [copy] = result.content as [{ text: string }];
      expect(JSON.parse(copy.text)).toEqual(challenge);
      await client.close();
    }
    const client = await connect();
    expect((await client.callTool({ name: 'list_formats' })).isError).toBeUndefined();
    await expect(client.callTool({ name: 'fold_laundry' })).rejects.toThrow('not found');
    await client.close();
  });
});

describe('what was seen', () => {
  it('names every request with its headers and its size, and leaves out the controls', async () => {
    const { register } = fleet.endpoint('translate-text');
    const before = fleet.requests().length;
    await fetch(`${register.resource}?x=1`, {
      method: 'POST',
      body: 'sixteen of bytes',
      headers: { 'X-Trace': 'a' },
    });
    const [seen, ...more] = fleet.requests().slice(before);
    expect(more).toEqual([]);
    expect(seen).toMatchObject({
      origin: new URL(register.resource).origin,
      method: 'POST',
      path: '/v1/translate?x=1',
      bodyBytes: 16,
    });
    expect(seen!.headerNames).toContain('x-trace');
    expect(seen!.at.getTime()).toBeLessThanOrEqual(Date.now());
    expect(fleet.requests().filter(({ path }) => path.startsWith('/control'))).toEqual([]);
  });

  it('stops at once, though somebody still waits', async () => {
    const other = await startFleet({ ports: 'any' });
    const waiting = fetch(other.endpoint('slow').register.resource).catch(() => 'cut off');
    while (other.requests().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await other.stop();
    expect(await waiting).toBe('cut off');
    expect(other.endpoint('slow').expect).toMatchObject({ state: 'PENDING', reason: 'unreachable-timeout' });
    await expect(fetch(other.endpoint('weather-current').register.resource)).rejects.toBeDefined();
  });
});
