import { createHash, randomBytes } from 'node:crypto';

import { type JsonRecord, isRecord } from '@bazaar/x402';

const KEY_BYTES = 6;

/** Fields that may differ each time the same item is given: times, counters, places. */
const RESTLESS = /updated|seen|called|checked|crawled|timestamp|quality|score|rank/i;

/**
 * What was received so far, told by its own words but for what moves by itself: 48 bits an item, salted anew for each walk. Among 200,000 items two
 * are taken for one in one walk of ten thousand, and never for the same reason again.
 */
export class SeenItems {
  private readonly salt = randomBytes(8);
  private readonly keys = new Set<number>();

  get size(): number {
    return this.keys.size;
  }

  keyOf(item: unknown): number {
    const text = JSON.stringify(isRecord(item) ? settled(item) : (item ?? null));
    return createHash('sha1').update(this.salt).update(text).digest().readUIntBE(0, KEY_BYTES);
  }

  has(key: number): boolean {
    return this.keys.has(key);
  }

  /** False where it was there before. */
  add(key: number): boolean {
    const before = this.keys.size;
    return this.keys.add(key).size > before;
  }
}

const settled = (item: JsonRecord): JsonRecord =>
  Object.fromEntries(Object.entries(item).filter(([name]) => !RESTLESS.test(name)));
