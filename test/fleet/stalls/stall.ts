import { type Payee } from '../ask.js';

/**
 * How a good is sold, and what it is expected to become:
 *
 * - `get`, `post`, `path`, `upto`: by the official middleware, `path` under a template, `upto` up to a price: LISTED, PAYABLE
 * - `both`: the same, with version 1 in the body beside version 2 in the header: LISTED, PAYABLE
 * - `plain`: version 2 by hand, without the Discovery extension: LISTED, PAYABLE, without service name
 * - `v1`, `v1-post`: version 1 by hand: LISTED, V1_ONLY
 * - `v2-body`: version 2 where clients do not look: LISTED, BLOCKED `v2-body-only`
 * - `tool`: of an MCP server: LISTED, PAYABLE
 * - `free`: a 200: REFUSED `no-402`; `missing`: a 404: REFUSED `http-404`; `login`: a 401: REFUSED `auth-required`;
 *   `broken`: a 500: REFUSED `http-5xx`; `lightning`: a 402 of another protocol: REFUSED `other-rail`
 * - `busy`: a 503 that does not say how long: PENDING `rate-limited`
 */
export const FORMS = [
  'get',
  'post',
  'path',
  'upto',
  'both',
  'plain',
  'v1',
  'v1-post',
  'v2-body',
  'tool',
  'free',
  'missing',
  'login',
  'broken',
  'lightning',
  'busy',
] as const;

export type Form = (typeof FORMS)[number];

export interface Good {
  readonly name: string;
  readonly form: Form;
  /** Its one parameter, with an example value. */
  readonly input: { readonly name: string; readonly example: string };
  readonly tags: readonly string[];
  readonly description: string;
}

/** A small shop that is a few lines of a table. */
export interface Stall {
  readonly name: string;
  readonly service: string;
  readonly payee: Payee;
  readonly goods: readonly Good[];
}
