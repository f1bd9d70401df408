/** We never pay (a header would), never sign in, and say honestly who asks: the caller cannot change these. */
const FORBIDDEN =
  /^(?:x-payment.*|payment-.*|sign-in-with-x|cookie2?|host|user-agent|accept-encoding|content-length|transfer-encoding|connection)$/;

export const userAgent = (contactUrl: string | undefined): string =>
  contactUrl === undefined ? 'Bazaar/0.1' : `Bazaar/0.1 (+${new URL(contactUrl).href})`;

/** The headers of one request, lower case. Throws where a caller sets one that is not its to set: that is our bug. */
export function requestHeaders(
  agent: string,
  given: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    'accept-encoding': 'gzip, br', // catalogues of many MiB shrink tenfold; what is read is bounded on both sides
    'user-agent': agent,
  };
  for (const [name, value] of Object.entries(given)) {
    const lower = name.toLowerCase();
    if (FORBIDDEN.test(lower)) throw new Error(`The header ${lower} is never ours to send.`);
    headers[lower] = value;
  }
  return headers;
}

/** An answer's headers: lower case, repeated ones joined, without cookies, since we keep none. */
export function answerHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name !== 'set-cookie' && name !== 'set-cookie2')
      .map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}
