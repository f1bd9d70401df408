import { type FastifyReply } from 'fastify';

import { type ErrorAnswer } from './describe-error.js';

const GRAPHQL = /^\/graphql(?:$|[/?])/;

/** Answers with an error, in the form of the surface that was asked. */
export function answerError(
  url: string,
  reply: FastifyReply,
  { code, message, status, retryAfterS }: ErrorAnswer,
): void {
  const body = GRAPHQL.test(url) ? { errors: [{ message, extensions: { code } }] } : { error: message, code };
  if (retryAfterS !== null) reply.header('retry-after', retryAfterS);
  if (code === 'UNAUTHORIZED') reply.header('www-authenticate', 'Bearer');
  void reply.status(status).send(body);
}
