import { type FastifyRequest } from 'fastify';

/** Where a request came in. */
export const baseOf = ({ protocol, host }: FastifyRequest): string => `${protocol}://${host}`;
