import { isDeepStrictEqual } from 'node:util';

import fc from 'fast-check';

/** One way in which our function differs from the official one on purpose. */
export interface Deviation<Input, Outcome> {
  /** Why, for whoever reads the test. */
  readonly why: string;
  /** The official outcome as this rule would have it; the same value where the rule does not apply. */
  readonly apply: (outcome: Outcome, input: Input) => Outcome;
}

interface Differential<Input, Outcome> {
  readonly inputs: fc.Arbitrary<Input>;
  readonly official: (input: Input) => Outcome;
  readonly ours: (input: Input) => Outcome;
  /** Applied to the official outcome from first to last; what comes out must be ours, exactly. */
  readonly deviations: readonly Deviation<Input, Outcome>[];
  readonly runs?: number;
}

/** Enough of either kind to say that it was met at all. */
const SEEN_MIN = 5;

/**
 * Feeds both functions the same made-up inputs. Each difference must be foretold by a deviation, each deviation must
 * happen, and a part of the inputs must show no difference at all: else the inputs are too odd to prove anything.
 */
export function besideOfficial<Input, Outcome>({
  inputs,
  official,
  ours,
  deviations,
  runs = 10_000,
}: Differential<Input, Outcome>): void {
  const seen = new Map<string, number>([
    ['no difference', 0],
    ...deviations.map(({ why }) => [why, 0] as const),
  ]);
  const count = (why: string) => seen.set(why, (seen.get(why) ?? 0) + 1);
  const compare = (input: Input): void => {
    const untouched = official(input);
    const wanted = deviations.reduce((outcome, { why, apply }) => {
      const changed = apply(outcome, input);
      if (!isDeepStrictEqual(changed, outcome)) count(why);
      return changed;
    }, untouched);
    if (isDeepStrictEqual(wanted, untouched)) count('no difference');
    const found = ours(input);
    if (!isDeepStrictEqual(found, wanted)) expect(found).toEqual(wanted);
  };
  fc.assert(fc.property(inputs, compare), { numRuns: runs, seed: 402 });

  expect([...seen].filter(([, times]) => times < SEEN_MIN)).toEqual([]);
  expect(seen.get('no difference')).toBeGreaterThan(runs / 10);
}

/** What a function gives, null where it throws. */
export function orNull<T>(run: () => T): T | null {
  try {
    return run();
  } catch {
    return null;
  }
}

/** Deviations that stand in how the input is read: the official function, given the input as we understand it. */
export const deviationsByInput = <Input, Outcome>(
  official: (input: Input) => Outcome,
  steps: readonly { readonly why: string; readonly understood: (input: Input) => Input }[],
): readonly Deviation<Input, Outcome>[] =>
  steps.map(({ why }, at) => ({
    why,
    apply: (_outcome, input) =>
      official(steps.slice(0, at + 1).reduce((given, { understood }) => understood(given), input)),
  }));
