import { describeIssue, issue } from './issue.js';
import { isReasonCode, REASONS, type ReasonCode, type Severity } from './reasons.js';

const codes = Object.keys(REASONS) as ReasonCode[];

/** What holds somebody up through no fault that a seller could mend. */
const NOTHING_TO_MEND: readonly ReasonCode[] = ['not-a-service', 'pay-to-changed'];

/** Codes that other documents promise. Source: DESIGN, states and reasons. */
const PROMISED = `ok no-402 invalid-challenge v2-body-only empty-accepts sign-in-only info-fails-schema method-unknown
  wrong-method needs-body needs-path-params no-example schema-large unreachable-dns unreachable-connect unreachable-tls
  unreachable-timeout http-404 http-4xx http-5xx rate-limited auth-required paused gone moved merged opted-out
  blocked-by-robots bot-wall private-address not-https redirect-off-origin body-too-large became-free pay-to-changed
  pay-to-dynamic price-changed price-absurd decoy-price absent-from-manifest claim-differs testnet-only other-rail
  not-a-service mcp-unreachable mcp-tool-missing mcp-no-payment ingest-refused quota owner-delisted blocked`;

describe.each(codes)('%s', (code) => {
  const { severity, text, fix } = REASONS[code] as { severity: Severity; text: string; fix: string | null };

  it('says in sentences what is wrong, and how it is mended', () => {
    expect(code).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    expect(['ERROR', 'WARNING', 'INFO']).toContain(severity);
    for (const sentence of [text, fix ?? 'Nothing to do.']) {
      expect(sentence).toMatch(/^\S.*[^.\s]["}\])]*\.$/);
      expect(sentence.length).toBeLessThanOrEqual(200);
    }
  });

  it('can be mended, or is no fault', () => {
    expect(fix !== null || severity === 'INFO' || NOTHING_TO_MEND.includes(code)).toBe(true);
  });

  it('is described with what exactly was found', () => {
    expect(describeIssue(issue(code))).toEqual({ code, severity, fix, message: text });
    expect(describeIssue(issue(code, 'USDC')).message).toBe(`${text} (USDC)`);
  });
});

it.each<ReasonCode>([
  'v2-body-only',
  'header-not-base64',
  'bare-requirements',
  'version-inferred',
  'network-alias',
  'flow-unknown',
  'asset-symbol',
])('calls an error what stops every stock client: %s', (code) => {
  expect(REASONS[code].severity).toBe('ERROR');
});

it('knows every code that is promised', () => {
  expect(PROMISED.split(/\s+/).filter((code) => !isReasonCode(code))).toEqual([]);
});

it('says nothing twice', () => {
  const texts = codes.map((code) => REASONS[code].text);

  expect(new Set(texts).size).toBe(texts.length);
});
