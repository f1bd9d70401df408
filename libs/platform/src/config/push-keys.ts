import { z } from 'zod';

/** Who may push payments: the key is the secret, the name is what the catalogue calls its holder. */
export interface PushKey {
  readonly name: string;
  readonly key: string;
}

const NAME = /^[a-z0-9][a-z0-9.-]{0,63}$/;
/** What may stand behind `Bearer ` (RFC 6750), and is too long to be guessed. */
const KEY = /^[\w~+/.-]{16,256}=*$/;

/**
 * `name:key,name:key`. A name may have several keys, so that one can be replaced by the next; a key belongs to one name.
 * What is wrong is named by its place: a key is never shown.
 */
export const PushKeys = z
  .string()
  .default('')
  .transform((text, context): readonly PushKey[] => {
    const entries = text.split(',').filter((entry) => entry.trim() !== '');
    const keys = entries.map((entry, index) => {
      const [name = '', ...key] = entry.trim().split(':');
      const read = { name, key: key.join(':') };
      if (!NAME.test(read.name) || !KEY.test(read.key))
        context.addIssue(`entry ${index + 1} is not name:key with a key of 16 to 256 characters.`);
      return read;
    });
    if (new Set(keys.map(({ key }) => key)).size < keys.length)
      context.addIssue('the same key is given twice.');
    return keys;
  });
