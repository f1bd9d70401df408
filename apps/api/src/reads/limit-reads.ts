import { type FastifyInstance } from 'fastify';

import { answerError } from '../errors/answer-error.js';
import { describeError } from '../errors/describe-error.js';
import { clientKey } from '../input/client-key.js';
import { type ReadBudget } from './read-budget.js';

/** What an operator's own tools ask, and what has a budget of its own. */
const UNLIMITED: readonly (string | undefined)[] = ['/healthz', '/readyz', '/metrics', '/discovery/register'];

/** Every request is a read of its client; what a GraphQL query costs beyond that is told when it is known. */
export function limitReads(server: FastifyInstance, reads: ReadBudget): void {
  // Before the body is read, and after the headers that let a page of another site see the refusal.
  server.addHook('preParsing', (request, reply, _payload, done) => {
    try {
      if (!UNLIMITED.includes(request.routeOptions.url)) reads.spend(clientKey(request.ip));
      done();
    } catch (error) {
      answerError(request.url, reply, describeError(error));
    }
  });
}
