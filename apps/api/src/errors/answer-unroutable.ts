import { type FastifyReply, type FastifyRequest } from 'fastify';

import { answerError } from './answer-error.js';
import { describeError } from './describe-error.js';

/** What Fastify refuses before it looks for a route, such as broken escapes in the path: the filter never sees it. */
export function answerUnroutable(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  answerError(request.url, reply, describeError(error));
}
