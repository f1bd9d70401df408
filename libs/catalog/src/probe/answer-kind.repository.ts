const ERROR_STATUS_MIN = 400;

/** Of a tool, what its server said is kept as one JSON text, unless the server answered with an HTTP error. */
export const isTranscript = (status: number, toolName: string | null): boolean =>
  toolName !== null && status < ERROR_STATUS_MIN;

/** A 402, or what a session with an MCP server brought to light: kept whole. Any other answer is evidence, not content. */
export const mayBeChallenge = (status: number, toolName: string | null): boolean =>
  status === 402 || isTranscript(status, toolName);

/**
 * {@link mayBeChallenge} as a condition.
 *
 * @param answer an `observation` row
 * @param toolName of its target
 */
export const mayBeChallengeSql = (answer: string, toolName: string): string =>
  `(${answer}.status = 402 OR ${toolName} IS NOT NULL AND ${answer}.status < ${ERROR_STATUS_MIN})`;
