import { type Severity } from '@bazaar/x402';
import { Field, ObjectType } from '@nestjs/graphql';

import { SeverityEnum } from '../enums.js';

@ObjectType('Issue')
export class IssueType {
  @Field()
  readonly code: string;

  @Field()
  readonly message: string;

  @Field(() => String, { nullable: true })
  readonly fix: string | null;

  @Field(() => SeverityEnum)
  readonly severity: Severity;
}
