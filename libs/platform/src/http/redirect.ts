import { FetchError } from './fetch-failure.js';
import { type FetchPolicy } from './fetch-policy.js';
import { hostOf, portOf } from './host-name.js';

/** One request as it goes out. */
export interface Hop {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
}

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/** Whoever asked is to ask the new address from now on. */
export const isPermanent = (status: number): boolean => status === 301 || status === 308;

/** Where an answer sends us, or null where it is an answer in its own right. */
export function redirectLocation(status: number, headers: Readonly<Record<string, string>>): string | null {
  return REDIRECTS.includes(status) ? (headers['location'] ?? null) : null;
}

/** Same scheme, host and port; or the same host, from http to https on their usual ports. */
function isSameOrigin(from: URL, to: URL): boolean {
  if (hostOf(from) !== hostOf(to)) return false;
  if (from.protocol === to.protocol) return portOf(from) === portOf(to);
  return from.protocol === 'http:' && portOf(from) === 80 && portOf(to) === 443;
}

/**
 * The hop that follows a redirect. Method and body change as the Fetch standard has it: 303, and POST on 301 or 302,
 * become a GET without body.
 *
 * Errors: throws {@link FetchError}: a reason of the policy, `redirect-off-origin`, or `bad-response` for no URL.
 */
export function followRedirect(
  hop: Hop,
  { status, location }: { readonly status: number; readonly location: string },
  policy: FetchPolicy,
): Hop {
  const text = Buffer.from(location, 'latin1').toString(); // headers are read as Latin-1, URLs are written as UTF-8
  if (!URL.canParse(text, hop.url.href)) throw new FetchError('bad-response', `redirect to ${location}`);
  const url = new URL(text, hop.url);
  // The policy first: that a redirect aims at a private address is the more telling reason. Whether http will do is
  // decided when the hop is sent: away from https is off-origin before all.
  const admitted = policy.admitUrl(url, { allowHttp: true });
  if (!admitted.ok) throw new FetchError(admitted.error, `redirect to ${location}`);
  if (!isSameOrigin(hop.url, url)) throw new FetchError('redirect-off-origin', `redirect to ${location}`);
  const toGet = status === 303 ? hop.method !== 'HEAD' : status <= 302 && hop.method === 'POST';
  if (!toGet) return { ...hop, url };
  const headers = Object.fromEntries(
    Object.entries(hop.headers).filter(([name]) => !name.startsWith('content-')),
  );
  return { url, method: 'GET', headers, body: null };
}
