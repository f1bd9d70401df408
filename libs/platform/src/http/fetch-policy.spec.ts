import { FetchPolicy } from './fetch-policy.js';

const policyOf = (allow = '', probes: 'on' | 'off' = 'on') =>
  FetchPolicy.fromConfig({ FETCH_ALLOW: allow, PROBES: probes });
const admit = (policy: FetchPolicy, url: string, allowHttp = false): string => {
  const result = policy.admitUrl(new URL(url), { allowHttp });
  return result.ok ? 'admitted' : result.error;
};

describe('FETCH_ALLOW', () => {
  it.each([
    ['127.0.0.1', 'not an address range with ports'],
    ['127.0.0.1:41000', 'not an address range with ports'],
    ['127.0.0.1/32', 'not an address range with ports'],
    ['localhost/32:8080', 'not an address range with ports'],
    ['::1/128:8080', 'not an address range with ports'],
    ['300.0.0.1/32:8080', '300.0.0.1 is not an address'],
    ['127.1/32:8080', '127.1 is not an address'],
    ['[::g]/128:8080', 'not an address range with ports'],
    ['[1::2::3]/128:8080', '1::2::3 is not an address'],
    ['127.0.0.1/33:8080', '/33 is longer than the address'],
    ['10.0.0.1/8:8080', '10.0.0.1 has bits set behind /8'],
    ['10.128.0.0/8:8080', '10.128.0.0 has bits set behind /8'],
    ['10.0.0.0/8:0', 'ports run from 1 to 65535'],
    ['10.0.0.0/8:1-65536', 'ports run from 1 to 65535'],
    ['10.0.0.0/8:9000-8000', 'ports run from 1 to 65535'],
    ['127.0.0.1/32:41000;10.0.0.0/8:8080', 'not an address range with ports'],
  ])('refuses %s loudly', (text, why) => {
    expect(() => policyOf(`127.0.0.1/32:41000-41999, ${text}`)).toThrow(
      `Invalid FETCH_ALLOW: "${text}": ${why}`,
    );
  });

  it.each([
    ['http://127.0.0.1:41000/', 'admitted'],
    ['http://127.0.0.1:41999/', 'admitted'],
    ['https://127.0.0.1:41500/', 'admitted'],
    ['http://127.0.0.1:42000/', 'private-address'],
    ['http://127.0.0.2:41000/', 'private-address'],
    ['http://10.200.1.1:8080/', 'admitted'],
    ['http://10.200.1.1/', 'private-address'],
    ['http://[::1]:41000/', 'private-address'],
    ['http://[::ffff:127.0.0.1]:41000/', 'private-address'],
    ['http://[fd00::9]:8080/', 'admitted'],
    ['http://93.184.216.34:41000/', 'port-not-allowed'],
    ['http://user@127.0.0.1:41000/', 'unsupported-scheme'],
  ])('decides on %s: %s', (url, outcome) => {
    expect(admit(policyOf('127.0.0.1/32:41000-41999,10.0.0.0/8:8080,[fd00::]/8:8080,'), url)).toBe(outcome);
  });

  it('may name what a name of the own network resolves to', () => {
    const policy = policyOf('10.0.0.0/8:8080');
    const target = (addresses: readonly string[]) =>
      policy.admitTarget(new URL('http://seller:8080/'), addresses);

    expect(target(['10.0.0.9'])).toEqual({ ok: true });
    expect(target(['10.0.0.9', '93.184.216.34'])).toEqual({ ok: false, error: 'port-not-allowed' });
  });
});

describe('a name that holds, or hides, an address (nasty case 13)', () => {
  it.each([
    ['https://ari001.tailb4ac3a.ts.net/', ['100.101.102.103'], 'private-address'],
    ['https://ari001.tailb4ac3a.ts.net/', ['93.184.216.34'], 'admitted'],
    ['https://31-172-70-14.nip.io/flow', ['31.172.70.14'], 'admitted'],
    ['https://10-0-0-1.nip.io/flow', ['10.0.0.1'], 'private-address'],
    ['https://5.75.142.199.sslip.io/paid/x402/attest/4', ['5.75.142.199'], 'admitted'],
    ['https://127.0.0.1.sslip.io/', ['127.0.0.1'], 'private-address'],
    ['http://76.13.107.248:8745', ['76.13.107.248'], 'port-not-allowed'],
  ])('is judged by what it resolves to: %s at %j, %s', (url, addresses, outcome) => {
    const admitted = policyOf().admitTarget(new URL(url), addresses, { allowHttp: true });

    expect(admitted.ok ? 'admitted' : admitted.error).toBe(outcome);
  });
});

describe('a public URL', () => {
  it.each([
    'https://example.com/',
    'https://example.com./a?b=c',
    'https://example.com:80/',
    'https://xn--mnchen-3ya.example.com/',
    'https://localhost.example.com/',
    'https://internal.com/',
    'https://93.184.216.34/',
    'https://0250.0.0.1/', // 168.0.0.1: an unusual spelling is no crime
    'https://172.32.0.1/',
    'https://100.128.0.1/',
    'https://[2606:2800:220:1:248:1893:25c8:1946]/',
  ])('is admitted: %s', (url) => {
    expect(admit(policyOf(), url)).toBe('admitted');
  });

  it('may be http where the caller says so', () => {
    expect(admit(policyOf(), 'http://example.com/')).toBe('not-https');
    expect(admit(policyOf(), 'http://example.com/', true)).toBe('admitted');
    expect(admit(policyOf(), 'http://example.com:8080/', true)).toBe('port-not-allowed');
  });

  it('waits while probes are off', () => {
    const off = policyOf('127.0.0.1/32:41000', 'off');

    expect(admit(off, 'https://example.com/')).toBe('probes-off');
    expect(admit(off, 'http://127.0.0.1:41000/')).toBe('admitted');
  });
});
