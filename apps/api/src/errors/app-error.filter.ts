import { type Logger } from '@bazaar/platform';
import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';

import { describeError } from './describe-error.js';

const GRAPHQL = /^\/graphql(?:$|[/?])/;

/** The one place where an error becomes an answer of REST, and of GraphQL before a document was read. */
@Catch()
export class AppErrorFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): unknown {
    // A resolver's error: formatGraphqlError answers it, since it knows the path.
    if (host.getType<string>() === 'graphql') return error;
    const { code, message, status, retryAfterS } = describeError(error);
    if (code === 'INTERNAL') this.logger.error({ event: 'request-failed', err: error });
    const http = host.switchToHttp();
    const body = GRAPHQL.test(http.getRequest<FastifyRequest>().url)
      ? { errors: [{ message, extensions: { code } }] }
      : { error: message, code };
    const reply = http.getResponse<FastifyReply>().status(status);
    if (retryAfterS !== null) reply.header('retry-after', retryAfterS);
    void reply.send(body);
    return undefined;
  }
}
