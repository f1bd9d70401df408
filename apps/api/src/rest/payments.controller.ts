import { Body, Controller, Get, Headers, HttpCode, Param, Post, Req } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';

import { parseInput } from '../input/parse-input.js';
import { PaymentIdInput, PaymentsInput } from '../input/payments.input.js';
import { PaymentPushService } from '../use-cases/payment-push.service.js';
import { baseOf } from './base-of.js';
import { PushDoor } from './push-door.js';

/** Facilitators push what they saw being paid; whoever has an item's status URL may ask what became of it. */
@Controller('discovery/payments')
export class PaymentsController {
  constructor(
    private readonly door: PushDoor,
    private readonly pushes: PaymentPushService,
  ) {}

  @Post()
  @HttpCode(202)
  async push(
    @Headers('authorization') authorization: string | undefined,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<object> {
    const pusher = this.door.nameOf(authorization);
    const { payments } = parseInput(PaymentsInput, body);
    return { results: await this.pushes.push(payments, pusher, baseOf(request)) };
  }

  @Get(':id')
  status(@Param('id') id: string, @Req() request: FastifyRequest): Promise<object> {
    return this.pushes.get(
      parseInput(PaymentIdInput, id, () => 'id'),
      baseOf(request),
    );
  }
}
