import { FetchPolicy } from '@bazaar/platform';
import { canonicalUrl } from '@bazaar/x402';

import { describeCollected, hostileCases } from './collected.js';

const policy = new FetchPolicy([], 'on');

/** Theirs is one code for many reasons; ours names each. */
const REASONS: Readonly<Record<string, readonly string[]>> = {
  URL_SCHEME_NOT_ALLOWED: ['not-https', 'unsupported-scheme'],
  URL_USERINFO_PRESENT: ['private-address', 'unsupported-scheme'],
  URL_PRIVATE_ADDRESS: ['private-address'],
  VALIDATION_FAILED: ['not-a-url'],
};
/** Where we decide otherwise on purpose. */
const URLS_OF_OURS: Readonly<Record<string, string>> = {
  'ok-https-port': 'port-not-allowed', // 80 and 443 are public; other ports are for an operator to allow
  'url-too-long': 'ok', // the fixture only stands for a longer one
};

interface UrlCase {
  readonly id: string;
  readonly url: string;
  readonly expect: 'allow' | 'reject';
  readonly code: string | null;
  readonly resolves: boolean;
}

/** Names that need no resolver to be refused. */
const NEVER_PUBLIC = /localhost|\.internal/;

function decided(text: string): string {
  if (!URL.canParse(text)) return 'not-a-url';
  const admitted = policy.admitUrl(new URL(text));
  return admitted.ok ? 'ok' : admitted.error;
}

describeCollected('URLs made to harm', () => {
  it.each(hostileCases('urls', (row) => row as UrlCase))(
    '%s is refused by itself, or left to its addresses',
    (id, { url, expect: wanted, code, resolves }) => {
      const passes = wanted === 'allow' || (resolves && !NEVER_PUBLIC.test(url));
      const ours = URLS_OF_OURS[id];
      const right = ours === undefined ? (passes ? ['ok'] : REASONS[code ?? '']) : [ours];

      expect(right).toContain(decided(url));
    },
  );

  it.each(hostileCases('urls', (row) => row as UrlCase))(
    '%s has one spelling, without credentials',
    (_id, { url }) => {
      const canonical = canonicalUrl(url);

      expect(canonical.ok).toBe(URL.canParse(url) && /^https?:$/.test(new URL(url).protocol));
      if (!canonical.ok) return;
      expect(canonical.value.url).not.toContain('@');
      expect(canonicalUrl(canonical.value.resource)).toMatchObject({
        value: { resource: canonical.value.resource },
      });
    },
  );
});

interface ResolutionCase {
  readonly id: string;
  readonly hostname: string;
  readonly answers: readonly (readonly string[])[];
  readonly expect: 'allow' | 'reject';
}

/** We ask once and dial what we checked, so that a name which answers otherwise next time harms nobody. */
const STABLE_ENOUGH = ['rebind-second-lookup', 'rebind-to-metadata', 'rebind-flap-public-to-public'];

describeCollected('names made to harm', () => {
  it.each(hostileCases('resolutions', (row) => row as ResolutionCase))(
    '%s',
    (id, { hostname, answers, expect: wanted }) => {
      const addresses = answers[0] ?? [];
      const admitted =
        addresses.length > 0 && policy.admitTarget(new URL(`https://${hostname}/`), addresses).ok;

      expect(admitted).toBe(wanted === 'allow' || STABLE_ENOUGH.includes(id));
    },
  );
});
