import { type Evidence, type OfferSummary, type WholeOffer, issuesOf } from '@bazaar/catalog';
import { type Environment, type Payability, type PriceKind, describeNetwork } from '@bazaar/x402';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

import { EnvironmentEnum, EvidenceEnum, PayabilityEnum, PriceKindEnum } from '../enums.js';
import { BigIntText, DateTime, Decimal, Json } from '../scalars.js';
import { AssetType, describeAsset } from './asset.type.js';
import { copyColumns } from './copy-columns.js';
import { IssueType } from './issue.type.js';
import { NetworkType } from './network.type.js';
import { type Plain } from '../plain.js';

/** A stored offer; what has to be read or described first is only when it is asked for. */
@ObjectType('Offer', { description: 'One normalized `accepts` entry.' })
export class OfferType {
  @Field(() => ID, {
    description:
      'The same offer over time: network, asset, scheme, flow, transfer method, rank by amount among equals.',
  })
  readonly key: string;

  @Field(() => Int, { nullable: true })
  readonly x402Version: number | null;

  @Field(() => EvidenceEnum)
  readonly evidence: Evidence;

  @Field(() => DateTime)
  readonly seenAt: Date;

  @Field()
  readonly scheme: string;

  @Field({ description: 'As the seller wrote it.' })
  readonly assetRaw: string;

  @Field(() => BigIntText, { nullable: true })
  readonly amountAtomic: string | null;

  @Field(() => String, { nullable: true })
  readonly amountRaw: string | null;

  @Field(() => Decimal, { nullable: true, description: "In the asset's unit." })
  readonly amount: string | null;

  @Field(() => Decimal, { nullable: true, description: 'Null where no exact price is known: never a guess.' })
  readonly priceUsd: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'Highest seen in 30 days for this network, asset and scheme: what a price cap is tested on when priceKind is DYNAMIC.',
  })
  readonly priceUsdHigh30d: string | null;

  @Field(() => DateTime, { nullable: true })
  readonly priceUsdAsOf: Date | null;

  @Field(() => PriceKindEnum)
  readonly priceKind: PriceKind;

  @Field()
  readonly payTo: string;

  @Field(() => Int, { nullable: true })
  readonly maxTimeoutSeconds: number | null;

  @Field(() => String, { nullable: true })
  readonly paymentFlow: string | null;

  @Field(() => EnvironmentEnum)
  readonly environment: Environment;

  @Field(() => PayabilityEnum)
  readonly payability: Payability;

  private readonly row: OfferSummary | WholeOffer;

  /** @param row whole where `raw` is asked for */
  constructor(row: OfferSummary | WholeOffer) {
    copyColumns(this, row);
    this.row = row;
  }

  @Field(() => NetworkType)
  get network(): Plain<NetworkType> {
    return describeNetwork(this.row.network);
  }

  @Field(() => AssetType, { nullable: true })
  get asset(): Plain<AssetType> | null {
    return this.row.asset === null ? null : describeAsset(this.row.network, this.row.asset);
  }

  @Field({
    description: 'The payee was seen to differ from answer to answer: not a rotation, not an alarm.',
  })
  get payToDynamic(): boolean {
    return this.issues.some(({ code }) => code === 'pay-to-dynamic');
  }

  @Field(() => [IssueType])
  get issues(): Plain<IssueType>[] {
    return issuesOf(this.row.issues);
  }
  @Field(() => Json)
  get raw(): unknown {
    return 'raw' in this.row ? (JSON.parse(this.row.raw) as unknown) : null;
  }
}
