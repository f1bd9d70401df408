import { type CallPlace } from '@bazaar/x402';
import { Field, ObjectType } from '@nestjs/graphql';

import { CallPlaceEnum } from '../enums.js';
import { Json } from '../scalars.js';

@ObjectType('CallPart')
export class CallPartType {
  @Field(() => CallPlaceEnum)
  readonly in: CallPlace;

  @Field(() => Json, { nullable: true })
  readonly schema: unknown;

  @Field(() => Json, { nullable: true })
  readonly example: unknown;

  @Field(() => Boolean, { nullable: true })
  readonly exampleValid: boolean | null;
}

@ObjectType('Call')
export class CallType {
  @Field(() => String, {
    nullable: true,
    description:
      'What to request, with `:name` where a path parameter goes; for MCP the server to open. Null where only an identifier (mcp://) is known.',
  })
  readonly url: string | null;

  @Field(() => String, { nullable: true })
  readonly method: string | null;

  @Field(() => String, { nullable: true })
  readonly toolName: string | null;

  @Field(() => String, { nullable: true, description: 'MCP: streamable-http or sse.' })
  readonly transport: string | null;

  @Field(() => String, { nullable: true, description: 'json, form-data, text.' })
  readonly bodyType: string | null;

  @Field(() => [CallPartType])
  readonly parts: readonly CallPartType[];

  @Field({
    description: 'True when url, method and a schema or example for every required part are known.',
  })
  readonly complete: boolean;
}
