interface Place {
  readonly resource: string;
  readonly origin: string;
}

/** A plain http URL on port 80 and its https form are one place: https is tried first. Anything else is its own. */
export function httpsTwin({ resource, origin }: Place): Place {
  const url = origin.startsWith('http://') ? new URL(origin) : null;
  if (url === null || url.port !== '') return { resource, origin };
  return { resource: resource.replace('http:', 'https:'), origin: origin.replace('http:', 'https:') };
}
