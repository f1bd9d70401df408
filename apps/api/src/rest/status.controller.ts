import { RegistrationService, StatusService } from '@bazaar/catalog';
import { Body, Controller, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';

import { clientKey } from '../input/client-key.js';
import { ResourceInput } from '../input/listing-question.input.js';
import { parseInput } from '../input/parse-input.js';
import { RegisterInput } from '../input/register.input.js';
import { StatusReportService } from '../use-cases/status-report.service.js';
import { type RestQuery, oneValue } from './query-parameters.js';

/** Whether a URL is listed, why not, and a way to have it looked at now. */
@Controller('discovery')
export class StatusController {
  constructor(
    private readonly statuses: StatusService,
    private readonly registration: RegistrationService,
    private readonly reports: StatusReportService,
  ) {}

  @Get('status')
  async status(@Query() query: RestQuery, @Req() request: FastifyRequest): Promise<object> {
    const { resource } = parseInput(ResourceInput, { resource: oneValue(query, 'resource') });
    const found = await this.statuses.ofResource(resource);
    return { resource, statuses: await this.reports.of(found, baseOf(request)) };
  }

  @Post('register')
  @HttpCode(200)
  async register(@Body() body: unknown, @Req() request: FastifyRequest): Promise<object | undefined> {
    const wanted = parseInput(RegisterInput, body);
    const status = await this.registration.register(wanted, clientKey(request.socket.remoteAddress));
    const [report] = await this.reports.of([status], baseOf(request));
    return report;
  }
}

const baseOf = ({ protocol, host }: FastifyRequest): string => `${protocol}://${host}`;
