import { type Environment } from '@bazaar/x402';
import { Field, ObjectType } from '@nestjs/graphql';

import { EnvironmentEnum } from '../enums.js';

@ObjectType('Network')
export class NetworkType {
  @Field()
  readonly id: string;

  @Field(() => String, { nullable: true })
  readonly name: string | null;

  @Field(() => EnvironmentEnum)
  readonly environment: Environment;

  @Field()
  readonly family: string;

  @Field()
  readonly known: boolean;

  @Field(() => [String])
  readonly aliases: readonly string[];
}
