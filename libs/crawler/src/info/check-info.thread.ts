import { type InfoVerdict, checkInfo, prepareCheck } from '@bazaar/x402';

/** JSON of an info and of its schema: text is the cheaper thing to hand to a thread. */
export interface InfoJob {
  readonly info: string;
  readonly schema: string;
}

/** Compiled schemas of this thread, the longest unused first: some 15 KB each. */
const COMPILED_MAX = 500;
const compiled = new Map<string, (info: unknown) => InfoVerdict>();

/** Runs in a thread of its own; see the pool for what becomes of a check that does not end. */
export default function work({ info, schema }: InfoJob): InfoVerdict {
  const check = compiled.get(schema) ?? prepareCheck(JSON.parse(schema));
  compiled.delete(schema);
  compiled.set(schema, check);
  const [oldest] = compiled.keys();
  if (compiled.size > COMPILED_MAX && oldest !== undefined) compiled.delete(oldest);
  return check(JSON.parse(info));
}

// The first check is slow, since the rules of schemas are compiled then: better before anybody waits for one.
checkInfo({}, { type: 'object' });
