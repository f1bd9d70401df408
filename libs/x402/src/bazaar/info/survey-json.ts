/** Values in one document: as many as 64 KiB of text can reasonably hold. */
const NODES_MAX = 16_384;
const DEPTH_MAX = 64;

export interface JsonSurvey {
  /** Within the bounds of depth and count. Where it is not, the rest was not looked at. */
  readonly isBounded: boolean;
  /** Some `$ref` or `$id`, or a property of that name, holds something other than a `#fragment`. */
  readonly hasExternalRef: boolean;
}

/** Looks once at every value of a document, without recursion. */
export function surveyJson(root: unknown): JsonSurvey {
  const waiting: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }];
  let nodes = 0;
  let hasExternalRef = false;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (++nodes + waiting.length > NODES_MAX || next.depth > DEPTH_MAX)
      return { isBounded: false, hasExternalRef };
    if (typeof next.value !== 'object' || next.value === null) continue;
    const isList = Array.isArray(next.value);
    for (const [key, value] of Object.entries(next.value)) {
      hasExternalRef ||= !isList && (key === '$ref' || key === '$id') && !isFragment(value);
      waiting.push({ value, depth: next.depth + 1 });
    }
  }
  return { isBounded: true, hasExternalRef };
}

const isFragment = (value: unknown): boolean => typeof value === 'string' && value.startsWith('#');
