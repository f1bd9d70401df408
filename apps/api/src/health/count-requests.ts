import { type Metrics } from '@bazaar/platform';
import { type FastifyInstance } from 'fastify';

/** Counts and times every request by its route, never by its URL: a stranger must not be able to make up series. */
export function countRequests(server: FastifyInstance, metrics: Metrics): void {
  const requests = metrics.counter({
    name: 'http_requests_total',
    help: 'Requests answered, by route and status.',
    labels: ['method', 'route', 'status'],
  });
  const seconds = metrics.histogram({
    name: 'http_request_seconds',
    help: 'Time from request to answer, by route.',
    labels: ['route'],
  });
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const method = request.method;
    requests.inc({ method, route, status: String(reply.statusCode) });
    seconds.observe({ route }, reply.elapsedTime / 1_000);
    done();
  });
}
