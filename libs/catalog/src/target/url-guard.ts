import { FetchPolicy } from '@bazaar/platform';

import { type UrlGuard } from './admit-target.js';

/** The door of the catalogue: what could never be probed is refused, whether or not probes are switched on now. */
export function urlGuard(config: { readonly FETCH_ALLOW: string }): UrlGuard {
  const policy = FetchPolicy.fromConfig({ FETCH_ALLOW: config.FETCH_ALLOW, PROBES: 'on' });
  return (url) => {
    const admitted = policy.admitUrl(url, { allowHttp: true });
    return admitted.ok || admitted.error === 'not-https' || admitted.error === 'probes-off'
      ? null
      : admitted.error;
  };
}
