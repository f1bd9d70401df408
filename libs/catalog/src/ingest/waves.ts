import { createHash } from 'node:crypto';

import { targetText } from './plan-sightings.js';
import { type HashedSighting } from './sighting.repository.js';

/** What one source says of one target: said twice in a batch, the last word counts. */
export const claimText = ({ target, sighted }: HashedSighting): string =>
  `${sighted.source.id} ${targetText(target)}`;

/** A statement may touch a target once: what another source says of it comes in a later wave. */
export function waves(batch: readonly HashedSighting[]): HashedSighting[][] {
  const times = new Map<string, number>();
  const result: HashedSighting[][] = [];
  for (const item of batch) {
    const text = targetText(item.target);
    const time = times.get(text) ?? 0;
    times.set(text, time + 1);
    (result[time] ??= []).push(item);
  }
  return result;
}

export const hashed = (item: Omit<HashedSighting, 'itemHash'>): HashedSighting => ({
  ...item,
  itemHash: createHash('sha256')
    .update(item.sighted.claim?.item ?? '')
    .digest(),
});
