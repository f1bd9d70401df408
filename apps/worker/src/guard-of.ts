import { type UrlGuard } from '@bazaar/catalog';
import { type FetchPolicy } from '@bazaar/platform';

/** What the fetch policy says of a URL at the door: only what will not change by itself keeps a target out. */
export function guardOf(policy: FetchPolicy): UrlGuard {
  return (url) => {
    const admitted = policy.admitUrl(url, { allowHttp: true });
    if (admitted.ok || admitted.error === 'probes-off' || admitted.error === 'not-https') return null;
    return admitted.error;
  };
}
