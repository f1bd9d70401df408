import { type Asset, findAsset } from '@bazaar/x402';
import { Field, Int, ObjectType } from '@nestjs/graphql';
import { type Plain } from '../plain.js';

@ObjectType('Asset')
export class AssetType {
  @Field()
  readonly network: string;

  @Field()
  readonly address: string;

  @Field(() => String, { nullable: true })
  readonly symbol: string | null;

  @Field(() => Int, { nullable: true })
  readonly decimals: number | null;

  @Field(() => String, { nullable: true })
  readonly currency: string | null;

  @Field()
  readonly known: boolean;
}

export const knownAsset = ({ network, address, symbol, decimals, pegCurrency }: Asset): Plain<AssetType> => ({
  network,
  address,
  symbol,
  decimals,
  currency: pegCurrency,
  known: true,
});

/** Known by its address only: what a token calls itself is not asked. */
export function describeAsset(network: string, address: string): Plain<AssetType> {
  const asset = findAsset(network, address);
  return asset?.address === address
    ? knownAsset(asset)
    : { network, address, symbol: null, decimals: null, currency: null, known: false };
}
