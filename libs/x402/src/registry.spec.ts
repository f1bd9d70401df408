import { readFileSync } from 'node:fs';
import { findAsset } from './assets/find-asset.js';
import { findNetwork } from './networks/find-network.js';

interface NetworkFact {
  readonly caip2: string;
  readonly name: string;
  readonly environment: string;
  readonly family: string;
  readonly v1Names: readonly string[];
  readonly aliases: readonly string[];
  readonly source: string;
}
interface AssetFact {
  readonly network: string;
  readonly asset: string;
  readonly issuer?: string;
  readonly symbol: string;
  readonly decimals: number | null;
  readonly pegCurrency: string | null;
  readonly isNative: boolean;
  readonly isNetworkDefault: boolean;
  readonly eip712?: { readonly name: string; readonly version: string } | null;
  readonly assetTransferMethod?: string | null;
}
const table = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../test/fixtures/x402/${name}.json`, import.meta.url), 'utf8'));

/** Facts collected from SDKs and specifications; each row says where. */
const { networks, v1NameToCaip2 } = table('networks') as {
  networks: readonly NetworkFact[];
  v1NameToCaip2: Record<string, string>;
};
const { assets } = table('assets') as { assets: readonly AssetFact[] };

it('has the tables whole', () => {
  expect(networks).toHaveLength(86);
  expect(assets).toHaveLength(83);
});

it.each(networks)('serves the network $caip2', ({ caip2, name, environment, family, v1Names, aliases }) => {
  const network = findNetwork(caip2);

  expect(network).toMatchObject({ id: caip2, name, family, environment: environment.toUpperCase() });
  expect(network?.v1Name).toBe(v1Names[0] ?? null);
  for (const alias of [...v1Names, ...aliases]) expect(findNetwork(alias)).toBe(network);
});

it.each(Object.entries(v1NameToCaip2))('means by the V1 name %s %s', (name, id) =>
  expect(findNetwork(name)).toMatchObject({ id, v1Name: name }),
);

it.each(assets)('serves the asset $symbol on $network', (fact) => {
  const { network, symbol, decimals, pegCurrency, isNative, isNetworkDefault } = fact;
  const written = fact.issuer === undefined ? fact.asset : `${fact.asset}.${fact.issuer}`;
  const asset = findAsset(network, written);

  expect(asset).toMatchObject({ network, symbol, decimals, pegCurrency, isNative, isNetworkDefault });
  expect(asset?.address).toBe(findNetwork(network)?.canonicalAsset(written));
  expect(asset?.eip712 ?? null).toEqual(fact.eip712 ?? null);
  expect(asset?.assetTransferMethod ?? null).toBe(fact.assetTransferMethod ?? null);
});

it('takes a currency of the same code and another issuer for no asset it knows', () => {
  const code = '524C555344000000000000000000000000000000';

  expect(findAsset('xrpl:0', code)).toBeNull();
  expect(findAsset('xrpl:0', `${code}.rN7n7otQDd6FczFgLdSqtcsAUxDkw6fzRH`)).toBeNull();
});
