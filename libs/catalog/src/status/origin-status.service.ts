import { AppError, type Clock } from '@bazaar/kernel';

import { httpsTwin } from '../target/https-twin.js';
import { type OriginStatusRepository, type RefusedTarget } from './origin-status.repository.js';
import { type OriginStatus, type PlacedStatus, type StatusPage, originStatus } from './origin-status.js';
import { statusOf } from './status.service.js';

/** A cursor is a listing's id; or a target's, of those that have no listing and come after all others. */
const LISTING = /^[a-z0-9]{1,64}$/;
const TARGET = /^target\.(\d{1,18})$/;

/** Answers what a seller asks first: what do you know of my site? */
export class OriginStatusService {
  constructor(
    private readonly repository: OriginStatusRepository,
    private readonly clock: Clock,
  ) {}

  /** Null where nobody has named anything under the origin. */
  async find(origin: string): Promise<OriginStatus | null> {
    const names = namesOf(origin);
    const counts = await this.repository.counts(names);
    return counts === null ? null : originStatus(names[0], counts, this.clock.now());
  }

  /**
   * Its listings by URL, then what was refused at the door; two queries at most.
   *
   * @throws AppError CURSOR_INVALID
   */
  async page(origin: string, { states, first, after }: StatusPage): Promise<PlacedStatus[]> {
    const names = namesOf(origin);
    const { listingId, targetId } = decode(after);
    const listings = targetId === null ? await this.repository.listings(names, states, listingId, first) : [];
    const found = listings.map((listing) => ({
      ...statusOf({ listing, match: 'EXACT' }),
      cursor: listing.id,
    }));
    const left = first - found.length;
    if (left === 0 || !(states?.includes('REFUSED') ?? true)) return found;
    const refused = await this.repository.refused(names[0], targetId ?? '0', left);
    return [...found, ...refused.map(refusedStatus)];
  }
}

/** The name it is filed under first; what answers over plain http alone is listed under that. */
function namesOf(origin: string): [string, ...string[]] {
  const { origin: filed } = httpsTwin({ origin, resource: origin });
  const plain = filed.replace(/^https:/, 'http:');
  const isTwin = httpsTwin({ origin: plain, resource: plain }).origin === filed;
  return plain === filed || !isTwin ? [filed] : [filed, plain];
}

const refusedStatus = ({ id, url, method, toolName, reason }: RefusedTarget): PlacedStatus => ({
  ...{ resource: url, method, toolName, reason },
  listing: null,
  state: 'REFUSED',
  match: 'EXACT',
  cursor: `target.${id}`,
});

function decode(cursor: string | null): {
  readonly listingId: string | null;
  readonly targetId: string | null;
} {
  const targetId = TARGET.exec(cursor ?? '')?.[1] ?? null;
  if (cursor !== null && targetId === null && !LISTING.test(cursor))
    throw new AppError('CURSOR_INVALID', 'The cursor is not one of an origin.');
  return { listingId: targetId === null ? cursor : null, targetId };
}
