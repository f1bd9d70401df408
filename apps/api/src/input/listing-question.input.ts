import { AppError } from '@bazaar/kernel';
import { z } from 'zod';

import { method, optional, resource, text } from './fields.js';
import { parseInput } from './parse-input.js';

export const IdInput = text(64);

/** How a listing may be asked for: by id, or by URL and, where several share it, by method or tool. */
export type ListingQuestion =
  | { readonly id: string }
  | { readonly resource: string; readonly method: string | null; readonly toolName: string | null };

const Asked = z.object({
  id: optional(IdInput),
  resource: optional(resource),
  method: optional(method),
  toolName: optional(text(256)),
});

export function parseListingQuestion(raw: unknown): ListingQuestion {
  const asked = parseInput(Asked, raw);
  if ((asked.id === undefined) === (asked.resource === undefined))
    throw new AppError('BAD_INPUT', 'Give either id or resource.');
  if (asked.id !== undefined) return { id: asked.id };
  return {
    resource: asked.resource ?? '',
    method: asked.method ?? null,
    toolName: asked.toolName ?? null,
  };
}

const IDS_MAX = 100;
export const IdsInput = z.object({ ids: z.array(IdInput).max(IDS_MAX, `must be at most ${IDS_MAX} ids.`) });
export const ResourceInput = z.object({ resource });
