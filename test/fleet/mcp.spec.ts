import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { type PaymentRequired } from '@x402/core/types';
import { type DiscoveryExtension, validateDiscoveryExtension } from '@x402/extensions/bazaar';
import { type Fleet, startFleet } from './fleet.js';
import { stated, stating } from './probe.js';

let fleet: Fleet;
beforeAll(async () => {
  fleet = await startFleet({ ports: 'any' });
});
afterAll(() => fleet.stop());

describe('the MCP server', () => {
  const connect = async (): Promise<Client> => {
    const client = new Client({ name: 'fleet-spec', version: '1.0.0' });
    await client.connect(
      new StreamableHTTPClientTransport(new URL(fleet.endpoint('mcp-geocode-address').register.resource)),
    );
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
    const client = await connect();
    const paid = fleet.endpoints.filter(
      ({ expect: { state, toolName } }) => state === 'LISTED' && toolName !== null,
    );
    for (const { expect: expected } of paid) {
      const result = await client.callTool({ name: expected.toolName!, arguments: {} });
      expect(result.isError).toBe(true);
      const challenge = result.structuredContent as PaymentRequired;
      expect(stating(challenge)).toEqual(stated(expected));
      expect(validateDiscoveryExtension(challenge.extensions?.bazaar as DiscoveryExtension)).toEqual({
        valid: true,
      });
      const [copy] = result.content as [{ text: string }];
      expect(JSON.parse(copy.text)).toEqual(challenge);
    }
    expect((await client.callTool({ name: 'list_formats' })).isError).toBeUndefined();
    await expect(client.callTool({ name: 'fold_laundry' })).rejects.toThrow('not found');
    await client.close();
  });
});
