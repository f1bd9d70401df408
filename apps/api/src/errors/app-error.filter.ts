import { type Logger } from '@bazaar/platform';
import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';

import { answerError } from './answer-error.js';
import { describeError } from './describe-error.js';

/** The one place where an error becomes an answer of REST, and of GraphQL before a document was read. */
@Catch()
export class AppErrorFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): unknown {
    // A resolver's error: formatGraphqlError answers it, since it knows the path.
    if (host.getType<string>() === 'graphql') return error;
    const answer = describeError(error);
    if (answer.code === 'INTERNAL') this.logger.error({ event: 'request-failed', err: error });
    const http = host.switchToHttp();
    answerError(http.getRequest<FastifyRequest>().url, http.getResponse<FastifyReply>(), answer);
    return undefined;
  }
}
