/**
 * Whether a page of another site sent the request: browsers name the page's origin with every POST, and nobody else
 * does. Ours is the public URL's host, or the host that was asked.
 */
export function isFromOtherSite(
  { origin, host }: { readonly origin?: string | undefined; readonly host?: string | undefined },
  publicUrl: string | undefined,
): boolean {
  if (origin === undefined) return false;
  if (!URL.canParse(origin)) return true; // "null": a page that hides where it is from
  const page = new URL(origin).host;
  return page !== host?.toLowerCase() && (publicUrl === undefined || page !== new URL(publicUrl).host);
}
