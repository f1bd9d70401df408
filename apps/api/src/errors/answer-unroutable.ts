import { type FastifyReply, type FastifyRequest } from 'fastify';

import { describeError } from './describe-error.js';

/** What Fastify refuses before it looks for a route, such as broken escapes in the path: the filter never sees it. */
export function answerUnroutable(error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  const { code, message, status } = describeError(error);
  void reply.status(status).send({ error: message, code });
}
