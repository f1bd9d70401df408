import { type FastifyRequest } from 'fastify';

/** What another site's page may read: everything, without credentials, of which there are none. */
const OPEN = { origin: '*', methods: ['GET', 'HEAD', 'POST'] };
const CLOSED = { origin: false };

/** Reading is open to every page; registering on a visitor's budget is not. GraphQL is asked by POST. */
export const openToBrowsers = {
  delegator: (
    request: FastifyRequest,
    answer: (error: Error | null, options: typeof OPEN | typeof CLOSED) => void,
  ): void => answer(null, request.url.startsWith('/discovery/register') ? CLOSED : OPEN),
};
