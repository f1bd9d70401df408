/** Copies the columns that a type shows as they are stored. Those it has a getter of its own for stay behind. */
export function copyColumns(target: object, row: object): void {
  for (const [name, value] of Object.entries(row))
    if (!(name in target)) (target as Record<string, unknown>)[name] = value;
}
