import { AppError } from '@bazaar/kernel';
import { canonicalUrl } from '@bazaar/x402';

import { httpsTwin } from '../target/https-twin.js';
import { registrableDomain } from '../target/registrable-domain.js';
import { type HoldScope } from './hold.entity.js';

/** What an operator's command is about. `url`: one target, as it was named. */
export interface Place<Scope extends HoldScope | 'url' = HoldScope | 'url'> {
  readonly scope: Scope;
  readonly value: string;
}

/**
 * A place as the catalogue writes it.
 *
 * @throws AppError BAD_INPUT where there can be no such place
 */
export function readPlace<Scope extends HoldScope | 'url'>(scope: Scope, written: string): Place<Scope> {
  const text = written.trim();
  if (text === '') throw new AppError('BAD_INPUT', `Which ${scope}?`);
  if (scope === 'origin') return { scope, value: originOf(text) };
  if (scope !== 'domain') return { scope, value: text };
  const name = text.toLowerCase();
  const domain = registrableDomain(`https://${name}`);
  if (domain !== name)
    throw new AppError(
      'BAD_INPUT',
      `${name} is not what one owner registers: that is ${domain}. Hosts are held by origin.`,
    );
  return { scope, value: name };
}

function originOf(text: string): string {
  const canonical = canonicalUrl(text);
  if (!canonical.ok)
    throw new AppError('BAD_INPUT', `${text} is not an origin such as https://api.example.com`);
  return httpsTwin(canonical.value).origin;
}
