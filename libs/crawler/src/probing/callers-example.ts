import { type DueTarget } from '../schedule/lease.js';

/** What the registrant gave as an example; null where nothing, or nothing that can be read. */
export function callersExample({ example }: Pick<DueTarget, 'example'>): unknown {
  try {
    return JSON.parse(example ?? 'null') as unknown;
  } catch {
    return null;
  }
}
