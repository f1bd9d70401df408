import { type Config, Metrics, createLogger } from '@bazaar/platform';
import { type NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyInstance } from 'fastify';

import { ApiModule, type ApiOptions } from './api.module.js';
import { answerUnroutable } from './errors/answer-unroutable.js';
import { AppErrorFilter } from './errors/app-error.filter.js';
import { countRequests } from './health/count-requests.js';
import { openToBrowsers } from './rest/open-to-browsers.js';

/** Errors are thrown to the caller, and events logged by us. */
const QUIET: Readonly<NestApplicationOptions> = { logger: false, abortOnError: false };
const BODY_BYTES_MAX = 1_048_576;

/** The api, ready to listen. The caller closes it. */
export async function createApi(
  config: Config,
  options: ApiOptions = { landingPage: false },
): Promise<NestFastifyApplication> {
  const logger = createLogger(config);
  // Not behind a proxy as far as we know: X-Forwarded-For is whatever the client wrote, and budgets go by address.
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_BYTES_MAX,
    trustProxy: false,
    frameworkErrors: answerUnroutable,
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.from(config, logger, options),
    adapter,
    QUIET,
  );
  app.useGlobalFilters(new AppErrorFilter(logger));
  app.enableCors(openToBrowsers);
  countRequests(adapter.getInstance<FastifyInstance>(), app.get(Metrics));
  await app.init();
  return app;
}
