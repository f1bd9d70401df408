type Snake<Text extends string> = Text extends `${infer Head}${infer Tail}`
  ? Head extends Lowercase<Head>
    ? `${Head}${Snake<Tail>}`
    : `_${Lowercase<Head>}${Snake<Tail>}`
  : Text;

/** A row of an entity's table as the driver gives it. */
export type RowOf<T> = { readonly [Name in keyof T & string as Snake<Name>]: T[Name] };

const camelNames = new Map<string, string>();

function camel(name: string): string {
  const known = camelNames.get(name);
  if (known !== undefined) return known;
  const made = name.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
  camelNames.set(name, made);
  return made;
}

/** The column that holds a property. */
export const columnOf = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A driver's row under the names the code uses: hand-written SQL gives the same shapes as the entities. */
export function fromRow<T>(row: Partial<RowOf<T>>): T {
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row)) result[camel(name)] = value;
  return result as T;
}
