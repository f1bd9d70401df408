/** What one case of a bench showed. Each figure's name ends in its unit (`p50Ms`) or says what is counted (`perSecond`). */
export interface Measured {
  readonly case: string;
  readonly size: string;
  readonly warmth: string;
  readonly figures: Readonly<Record<string, number>>;
}

/** A bench is one file, and one line in `benches.ts`. It fails for wrong answers only, never for being slow. */
export interface Bench {
  /** What is measured, how, and its budget. */
  readonly about: string;
  /** Reports each case as soon as it is measured. */
  readonly run: (report: (measured: Measured) => void) => Promise<void>;
}
