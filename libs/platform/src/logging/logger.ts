import { pino, type DestinationStream, type Logger } from 'pino';
import { type Config } from '../config/config.js';
import { logFields } from './log-fields.js';

export type { Logger };

/**
 * JSON lines, one event each: `logger.warn({ event: 'offer-refused', source, issue })`. A stranger's text is always a
 * field, never part of the event's name, so it can neither break a line nor look like one of ours.
 */
export function createLogger(config: Pick<Config, 'LOG_LEVEL'>, destination?: DestinationStream): Logger {
  const options = {
    level: config.LOG_LEVEL,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (level: string) => ({ level }), log: (fields: object) => logFields({ ...fields }) },
    serializers: { err: (value: unknown) => value }, // done by logFields
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
