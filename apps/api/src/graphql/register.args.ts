import { Field, InputType } from '@nestjs/graphql';

import { Json } from './scalars.js';

@InputType('RegisterInput')
export class RegisterArgs {
  @Field()
  readonly resource: string;

  @Field(() => String, { nullable: true })
  readonly method?: unknown;

  @Field(() => String, { nullable: true })
  readonly toolName?: unknown;

  @Field(() => Json, {
    nullable: true,
    description:
      "Sent as query with GET. As body or arguments only where the origin's own document or MCP server names this operation; else kept unsent, with an issue.",
  })
  readonly example?: unknown;
}
