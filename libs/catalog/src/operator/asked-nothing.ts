import { canonicalUrl } from '@bazaar/x402';
import { type DataSource } from 'typeorm';

import { httpsTwin } from '../target/https-twin.js';
import { registrableDomain } from '../target/registrable-domain.js';
import { HoldRepository } from './hold.repository.js';

const holds = new HoldRepository();

/** The operator's words for asking nothing of a source: they may be about itself, its origin or its owner. Else null. */
export async function askedNothing(
  database: DataSource,
  { id, url }: { readonly id: string; readonly url: string },
  now: Date,
): Promise<string | null> {
  const canonical = canonicalUrl(url);
  const origin = canonical.ok ? httpsTwin(canonical.value).origin : url;
  const place = { origin, domain: registrableDomain(origin), sourceId: id };
  const [hold] = await holds.of(database.manager, [place], now);
  return hold === undefined ? null : `${hold.kind === 'block' ? 'blocked' : 'paused'}: ${hold.reason}`;
}
