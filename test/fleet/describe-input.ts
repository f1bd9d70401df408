interface Field {
  readonly example: unknown;
  readonly description: string;
  readonly optional?: true;
  readonly enum?: readonly string[];
}

const typeOf = (example: unknown): string => (Array.isArray(example) ? 'array' : typeof example);

/** An example and its JSON Schema from one table of fields, so that the two cannot disagree. */
export function describeInput(fields: Readonly<Record<string, Field>>): {
  input: Record<string, unknown>;
  inputSchema: { properties: Record<string, unknown>; required: string[] };
} {
  const entries = Object.entries(fields);
  return {
    input: Object.fromEntries(entries.map(([name, { example }]) => [name, example])),
    inputSchema: {
      properties: Object.fromEntries(
        entries.map(([name, field]) => [
          name,
          {
            type: typeOf(field.example),
            description: field.description,
            ...(field.enum && { enum: field.enum }),
          },
        ]),
      ),
      required: entries.filter(([, { optional }]) => !optional).map(([name]) => name),
    },
  };
}
