import { createHash, timingSafeEqual } from 'node:crypto';

import { AppError } from '@bazaar/kernel';
import { type PushKey } from '@bazaar/platform';

const BEARER = /^bearer +([^\s]+)$/i;

/** Lets in who holds a key. How long that takes says nothing of the keys: hashes are compared, and all of them. */
export class PushDoor {
  private readonly keys: readonly { readonly name: string; readonly hash: Buffer }[];

  constructor(keys: readonly PushKey[]) {
    this.keys = keys.map(({ name, key }) => ({ name, hash: hashOf(key) }));
  }

  /**
   * The name of the key in an `Authorization` header.
   *
   * @throws AppError UNAUTHORIZED
   */
  nameOf(authorization: string | undefined): string {
    const hash = hashOf(BEARER.exec(authorization ?? '')?.[1] ?? '');
    const [name] = this.keys.filter((key) => timingSafeEqual(key.hash, hash)).map((key) => key.name);
    if (name !== undefined) return name;
    throw new AppError('UNAUTHORIZED', 'Give a key that this service knows: Authorization: Bearer <key>.');
  }
}

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();
