const NAMES_MAX = 200;
const DEPTH_MAX = 8;

/** Field names a JSON Schema declares, at any depth: `city` finds what takes or gives a city. */
export function fieldNames(schema: unknown): readonly string[] {
  const names = new Set<string>();
  collect(schema, 0, names);
  return [...names];
}

function collect(value: unknown, depth: number, names: Set<string>): void {
  if (value === null || typeof value !== 'object' || depth > DEPTH_MAX || names.size >= NAMES_MAX) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(item, depth + 1, names);
    return;
  }
  for (const [key, child] of Object.entries(value)) {
    if (key === 'properties' && child !== null && typeof child === 'object') {
      for (const name of Object.keys(child as object)) if (names.size < NAMES_MAX) names.add(name);
    }
    collect(child, depth + 1, names);
  }
}
