import { type JsonRecord, isRecord, paidMarks, recordOr, shownArguments } from '@bazaar/x402';

import { type DueTarget } from '../schedule/lease.js';

/** One entry of `tools/list`, as far as we read it. */
export interface ToolEntry {
  readonly name: string;
  readonly description?: unknown;
  readonly inputSchema?: unknown;
  readonly annotations?: unknown;
  readonly _meta?: unknown;
}

const ARGUMENTS_CHARS_MAX = 8_192;

export function findTool(tools: unknown, name: string): ToolEntry | null {
  if (!Array.isArray(tools)) return null;
  return (tools as unknown[]).find((tool): tool is ToolEntry => recordOr(tool)['name'] === name) ?? null;
}

/** Such a tool is never called. */
export const isDestructive = ({ annotations }: ToolEntry): boolean =>
  recordOr(annotations)['destructiveHint'] === true;

/**
 * Whether a tool may be called without payment: only one that its own server marks as paid, that its origin's own
 * document names, or that a person named when registering it; one that may destroy something never.
 */
export function mayCall(
  tool: ToolEntry,
  { registered, isNamed }: Pick<DueTarget, 'registered'> & { readonly isNamed: boolean },
): boolean {
  if (isDestructive(tool)) return false;
  return registered || isNamed || paidMarks(tool).length > 0;
}

/**
 * The arguments of an unpaid call: the example its own server gives with the tool, else the first of the others that
 * can be sent, else none.
 */
export function argumentsFor(tool: ToolEntry, others: readonly unknown[] = []): JsonRecord {
  return [...shownArguments(tool), ...others].find(isUsable) ?? {};
}

const isUsable = (value: unknown): value is JsonRecord =>
  isRecord(value) && JSON.stringify(value).length <= ARGUMENTS_CHARS_MAX;
