const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,12}))?)?\s*(Z|z|[+-]\d{2}:?\d{2})?)?$/;
/** Later than any time in seconds that is meant, earlier than any in milliseconds. */
const SECONDS_MAX = 1e11;
const MILLISECONDS_MAX = 1e14;

/**
 * The time a catalogue states: ISO 8601 with any number of fraction digits (cut to milliseconds), Unix seconds or
 * milliseconds, as number or text. Without a zone it is UTC. Null where it cannot be told.
 */
export function readTime(value: unknown): Date | null {
  if (typeof value === 'number') return fromUnix(value);
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (/^\d{9,14}(?:\.\d{1,9})?$/.test(text)) return fromUnix(Number(text));
  const match = ISO.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = match;
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0');
  const offset = zone.toUpperCase() === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  return valid(
    new Date(
      `${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour}:${minute}:${second}.${milliseconds}${offset}`,
    ),
  );
}

function fromUnix(value: number): Date | null {
  if (!Number.isFinite(value) || value <= 0 || value >= MILLISECONDS_MAX) return null;
  return valid(new Date(Math.floor(value < SECONDS_MAX ? value * 1000 : value)));
}

const valid = (date: Date): Date | null => (Number.isNaN(date.getTime()) ? null : date);
