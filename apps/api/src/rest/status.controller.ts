import { RegistrationService, StatusService } from '@bazaar/catalog';
import { AppError } from '@bazaar/kernel';
import { Body, Controller, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';

import { clientKey } from '../input/client-key.js';
import { ResourceInput } from '../input/listing-question.input.js';
import { OriginInput } from '../input/origin.input.js';
import { parseInput } from '../input/parse-input.js';
import { RegisterInput } from '../input/register.input.js';
import { OriginReportService } from '../use-cases/origin-report.service.js';
import { StatusReportService } from '../use-cases/status-report.service.js';
import { baseOf } from './base-of.js';
import { unappliedNames } from './filter-query.js';
import { ORIGIN_PARAMETERS, parseOriginPage } from './origin-query.js';
import { type RestQuery, oneValue } from './query-parameters.js';

/** Whether a URL is listed, why not, and a way to have it looked at now. */
@Controller('discovery')
export class StatusController {
  constructor(
    private readonly statuses: StatusService,
    private readonly registration: RegistrationService,
    private readonly reports: StatusReportService,
    private readonly originReports: OriginReportService,
  ) {}

  @Get('status')
  async status(@Query() query: RestQuery, @Req() request: FastifyRequest): Promise<object> {
    const origin = oneValue(query, 'origin');
    const resource = oneValue(query, 'resource');
    if ((origin === undefined) === (resource === undefined))
      throw new AppError('BAD_INPUT', 'Give either resource or origin.');
    return origin === undefined
      ? this.ofResource(parseInput(ResourceInput, { resource }).resource, baseOf(request))
      : this.ofOrigin(parseInput(OriginInput, { origin }).origin, query, baseOf(request));
  }

  @Post('register')
  @HttpCode(200)
  async register(@Body() body: unknown, @Req() request: FastifyRequest): Promise<object | undefined> {
    const wanted = parseInput(RegisterInput, body);
    const status = await this.registration.register(wanted, clientKey(request.ip));
    const [report] = await this.reports.of([status], baseOf(request));
    return report;
  }

  private async ofResource(resource: string, base: string): Promise<object> {
    const found = await this.statuses.ofResource(resource);
    return { resource, statuses: await this.reports.of(found, base) };
  }

  private async ofOrigin(origin: string, query: RestQuery, base: string): Promise<object> {
    const report = await this.originReports.of(origin, parseOriginPage(query), base);
    return { ...report, unappliedFilters: unappliedNames(query, ORIGIN_PARAMETERS) };
  }
}
