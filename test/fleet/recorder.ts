import express, { type RequestHandler } from 'express';

/** A request that reached a seller. */
export interface SeenRequest {
  readonly origin: string;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** In lower case, as often as they were sent. */
  readonly headerNames: readonly string[];
  readonly userAgent: string | null;
  readonly bodyBytes: number;
  readonly at: Date;
  /** When it was answered, or whoever asked had gone; null until then. */
  readonly endedAt: Date | null;
}

const BODY_BYTES_MAX = 1024 * 1024;

/** Reads the body (the handlers behind get it as a Buffer in `request.body`) and notes the request down. */
export function recorder(origin: string, note: (seen: SeenRequest) => void): RequestHandler {
  const readBody: RequestHandler = express.raw({ type: () => true, limit: BODY_BYTES_MAX, inflate: false });
  return (request, response, next) => {
    const at = new Date();
    let endedAt: Date | null = null;
    response.once('close', () => (endedAt = new Date()));
    readBody(request, response, (error) => {
      note({
        origin,
        method: request.method,
        path: request.originalUrl,
        headerNames: request.rawHeaders
          .filter((_, index) => index % 2 === 0)
          .map((name) => name.toLowerCase()),
        userAgent: request.get('user-agent') ?? null,
        bodyBytes: Buffer.isBuffer(request.body) ? request.body.length : 0,
        at,
        get endedAt() {
          return endedAt;
        },
      });
      next(error);
    });
  };
}
