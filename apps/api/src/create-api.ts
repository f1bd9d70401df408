import { SourceRepository } from '@bazaar/catalog';
import { type Config, Metrics, createLogger } from '@bazaar/platform';
import { type NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyInstance } from 'fastify';

import { ApiModule, type ApiOptions } from './api.module.js';
import { answerUnroutable } from './errors/answer-unroutable.js';
import { AppErrorFilter } from './errors/app-error.filter.js';
import { countRequests } from './health/count-requests.js';
import { showSources } from './health/show-sources.js';
import { ReadBudget } from './reads/read-budget.js';
import { limitReads } from './reads/limit-reads.js';
import { openToBrowsers } from './rest/open-to-browsers.js';

const OPTIONS: Readonly<NestApplicationOptions> = {
  // Errors are thrown to the caller, and events logged by us.
  logger: false,
  abortOnError: false,
  // Fastify's own parser of JSON, and none of the forms that a page of another site can send without asking.
  bodyParser: false,
};
const BODY_BYTES_MAX = 1_048_576;

/** The api, ready to listen. The caller closes it. */
export async function createApi(
  config: Config,
  options: ApiOptions = { landingPage: false },
  logger = createLogger(config),
): Promise<NestFastifyApplication> {
  // Unless we are told of a proxy, X-Forwarded-For is whatever the client wrote, and budgets go by address.
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_BYTES_MAX,
    trustProxy: config.TRUST_PROXY ?? false,
    frameworkErrors: answerUnroutable,
    // One item of a batch may hold any key a stranger thought of; the others are as good as before.
    onProtoPoisoning: 'remove',
    onConstructorPoisoning: 'remove',
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.from(config, logger, options),
    adapter,
    OPTIONS,
  );
  app.useGlobalFilters(new AppErrorFilter(logger));
  app.enableCors(openToBrowsers);
  const server = adapter.getInstance<FastifyInstance>();
  server.removeContentTypeParser('text/plain');
  countRequests(server, app.get(Metrics));
  showSources(app.get(Metrics), app.get(SourceRepository));
  limitReads(server, app.get(ReadBudget));
  await app.init();
  return app;
}
