const WALL_STATUSES: readonly number[] = [403, 429, 503];

/** Headers by which the usual walls say that they, not the service behind them, have answered. */
const WALL_HEADERS: readonly (readonly [string, RegExp])[] = [
  ['cf-mitigated', /challenge/i],
  ['x-vercel-mitigated', /challenge|deny/i],
  ['x-amzn-waf-action', /challenge|captcha/i],
  ['x-datadome', /protected/i],
];

const WALL_MARKERS =
  /<title>(?:Just a moment\.\.\.|Attention Required! \| Cloudflare|Access denied \| .{1,100} used Cloudflare)|\/cdn-cgi\/challenge-platform\/|_Incapsula_Resource|captcha-delivery\.com|px-captcha|Vercel Security Checkpoint/i;
const HEAD_CHARS = 16_384;

/** Whether a wall against bots answered in place of the endpoint. */
export function isBotWall(answer: {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}): boolean {
  if (!WALL_STATUSES.includes(answer.status)) return false;
  const said = WALL_HEADERS.some(([name, pattern]) => pattern.test(answer.headers[name] ?? ''));
  return said || WALL_MARKERS.test(answer.body.slice(0, HEAD_CHARS));
}
