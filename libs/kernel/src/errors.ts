/**
 * Every error a caller can see, on every surface: HTTP status and whether the same request may succeed later.
 * REST answers `{error, code}` with `status`; GraphQL puts the code into `extensions.code`.
 */
export const ERRORS = {
  BAD_INPUT: { status: 400, retryable: false },
  CURSOR_INVALID: { status: 400, retryable: false },
  TOO_COSTLY: { status: 400, retryable: false },
  UNAUTHORIZED: { status: 401, retryable: false },
  LISTING_NOT_FOUND: { status: 404, retryable: false },
  CURSOR_EXPIRED: { status: 410, retryable: false },
  TOO_LARGE: { status: 413, retryable: false },
  RATE_LIMITED: { status: 429, retryable: true },
  INTERNAL: { status: 500, retryable: true },
  UNAVAILABLE: { status: 503, retryable: true },
} as const satisfies Record<string, { status: number; retryable: boolean }>;

export type ErrorCode = keyof typeof ERRORS;

/** Something the caller must be told. What the world gets wrong is a `Result`; anything else thrown is our bug. */
export class AppError extends Error {
  override readonly name = 'AppError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    private readonly options: { readonly cause?: unknown; readonly retryAfterS?: number } = {},
  ) {
    super(message, { cause: options.cause });
  }

  /** Seconds after which the same request may succeed; null where nobody knows. */
  get retryAfterS(): number | null {
    return this.options.retryAfterS ?? null;
  }

  get status(): number {
    return ERRORS[this.code].status;
  }
}
