import { type DueTarget } from '../schedule/lease.js';

/** One entry of `tools/list`, as far as we read it. */
export interface ToolEntry {
  readonly name: string;
  readonly description?: unknown;
  readonly inputSchema?: unknown;
  readonly annotations?: unknown;
  readonly _meta?: unknown;
}

type JsonRecord = Readonly<Record<string, unknown>>;

const PAID_MARKS = ['x402', 'bazaar'] as const;
const ARGUMENTS_CHARS_MAX = 8_192;

export function findTool(tools: unknown, name: string): ToolEntry | null {
  if (!Array.isArray(tools)) return null;
  return (tools as unknown[]).find((tool): tool is ToolEntry => recordOf(tool)['name'] === name) ?? null;
}

/**
 * Whether a tool may be called without payment: only one that its own server marks as paid, or that a person named
 * when registering it; one that may destroy something never.
 */
export function mayCall(tool: ToolEntry, { registered }: Pick<DueTarget, 'registered'>): boolean {
  const annotations = recordOf(tool.annotations);
  if (annotations['destructiveHint'] === true) return false;
  const marks = [recordOf(tool._meta), annotations];
  return registered || PAID_MARKS.some((mark) => marks.some((record) => Object.hasOwn(record, mark)));
}

/** The example its own server gives; nothing from a claim or a caller ever goes into a call. */
export function argumentsFor(tool: ToolEntry): JsonRecord {
  const places = [recordOf(tool._meta), recordOf(tool.annotations)].flatMap((record) =>
    PAID_MARKS.map((mark) => recordOf(record[mark])),
  );
  const candidates = places.flatMap((place) => [
    place['example'],
    recordOf(recordOf(place['info'])['input'])['example'],
  ]);
  return candidates.find(isUsable) ?? {};
}

const isUsable = (value: unknown): value is JsonRecord =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  JSON.stringify(value).length <= ARGUMENTS_CHARS_MAX;

const recordOf = (value: unknown): JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonRecord) : {};
