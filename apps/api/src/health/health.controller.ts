import { Metrics } from '@bazaar/platform';
import { Controller, Get, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';

import { Readiness } from './readiness.js';

/** For whoever runs the process: does it live, can it answer, what does it do. */
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {}

  @Get('healthz')
  healthz(): object {
    return { status: 'ok' };
  }

  @Get('readyz')
  async readyz(@Res() reply: FastifyReply): Promise<void> {
    const problem = await this.readiness.problem();
    await reply
      .status(problem === null ? 200 : 503)
      .send(problem === null ? { status: 'ok' } : { status: 'not-ready', problem });
  }

  @Get('metrics')
  async figures(@Res() reply: FastifyReply): Promise<void> {
    await reply.type(this.metrics.registry.contentType).send(await this.metrics.text());
  }
}
