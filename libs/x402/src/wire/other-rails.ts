/** Authentication schemes that ask for money, and the protocol each belongs to. */
const RAIL_BY_SCHEME: ReadonlyMap<string, string> = new Map([
  ['l402', 'L402'],
  ['lsat', 'L402'], // its former name; many servers send both
  ['payment', 'MPP'],
]);
const CHARS_MAX = 16_384;

/**
 * The protocols other than x402 that a `WWW-Authenticate` header asks to be paid by: `L402 macaroon="…", invoice="…"`,
 * `Payment id="…", method="tempo", …`. A scheme stands at the beginning or after a comma, and never inside quotes.
 *
 * Source: RFC 9110 §11.6.1; lightninglabs/L402 protocol-specification.md; draft-ryan-httpauth-payment-01.
 */
export function otherRails(authenticate: string): readonly string[] {
  const unquoted = authenticate
    .slice(0, CHARS_MAX)
    .replace(/\\./g, '')
    .split('"')
    .filter((_part, at) => at % 2 === 0)
    .join('');
  const rails = unquoted.split(',').flatMap((part) => {
    const [scheme = ''] = part.trim().split(/\s/, 1);
    return RAIL_BY_SCHEME.get(scheme.toLowerCase()) ?? [];
  });
  return [...new Set(rails)];
}
