import { type RequestHandler } from 'express';

import { base64Json } from '../hand-made.js';

/** As far as a fault may want to change it. */
export interface EditableChallenge {
  readonly accepts: readonly {
    readonly amount?: string | undefined;
    readonly maxAmountRequired?: string | undefined;
    readonly payTo?: string;
  }[];
  readonly extensions?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const HEADER = 'payment-required';

export type Edit = (challenge: EditableChallenge) => EditableChallenge;

/**
 * Has its way with the challenges of the handlers behind it, in the header and in a JSON body; MCP answers pass as they
 * are. `editNow` is asked once a request.
 */
export function editChallenges(editNow: () => Edit): RequestHandler {
  return (_request, response, next) => {
    const edit = editNow();
    const { setHeader, json } = response;
    response.setHeader = (name, value) =>
      setHeader.call(response, name, name.toLowerCase() === HEADER ? inHeader(edit, String(value)) : value);
    response.json = (body: unknown) => json.call(response, isChallenge(body) ? edit(body) : body);
    next();
  };
}

const inHeader = (edit: Edit, header: string): string =>
  base64Json(edit(JSON.parse(Buffer.from(header, 'base64').toString('utf8')) as EditableChallenge));

const isChallenge = (body: unknown): body is EditableChallenge =>
  typeof body === 'object' && body !== null && 'accepts' in body;
