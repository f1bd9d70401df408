/** What a person at the terminal reads. `console` is one. */
export interface Output {
  info(line: string): void;
  error(line: string): void;
}
