import { Latest } from '@bazaar/kernel';
import { type InfoVerdict, checkInfo, prepareCheck } from '@bazaar/x402';

/** JSON of an info and of its schema: text is the cheaper thing to hand to a thread. */
export interface InfoJob {
  readonly info: string;
  readonly schema: string;
}

/** Compiled schemas of this thread: some 15 KB each. */
const compiled = new Latest<(info: unknown) => InfoVerdict>(500);

/** Runs in a thread of its own; see the pool for what becomes of a check that does not end. */
export default function work({ info, schema }: InfoJob): InfoVerdict {
  const known = compiled.get(schema);
  if (known !== undefined) return known(JSON.parse(info));
  const check = prepareCheck(JSON.parse(schema));
  compiled.set(schema, check);
  return check(JSON.parse(info));
}

// The first check is slow, since the rules of schemas are compiled then: better before anybody waits for one.
checkInfo({}, { type: 'object' });
