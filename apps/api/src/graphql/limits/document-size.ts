import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

export interface DocumentSize {
  /** Fields below each other, introspection apart. */
  readonly depth: number;
  readonly introspectionDepth: number;
  /** With fragments counted as often as they are spread. */
  readonly aliases: number;
}

const NOTHING: DocumentSize = { depth: 0, introspectionDepth: 0, aliases: 0 };

/** Measures a document without running it. Each fragment is measured once, however often it is spread. */
export function measureDocument(document: DocumentNode): DocumentSize {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const measured = new Map<string, DocumentSize>();

  const ofFragment = (name: string): DocumentSize => {
    const known = measured.get(name);
    if (known !== undefined) return known;
    measured.set(name, NOTHING); // a fragment that spreads itself is refused elsewhere; here it only must end
    const size = ofSelections(fragments.get(name)?.selectionSet);
    measured.set(name, size);
    return size;
  };
  const ofSelection = (selection: SelectionNode): DocumentSize => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value);
    const inner = ofSelections(selection.selectionSet);
    if (selection.kind === Kind.INLINE_FRAGMENT) return inner;
    const isIntrospection = selection.name.value.startsWith('__');
    const depth = Math.max(inner.depth, inner.introspectionDepth) + 1;
    return {
      depth: isIntrospection ? 0 : inner.depth + 1,
      introspectionDepth: isIntrospection ? depth : inner.introspectionDepth,
      aliases: inner.aliases + (selection.alias === undefined ? 0 : 1),
    };
  };
  const ofSelections = (selections: SelectionSetNode | undefined): DocumentSize =>
    (selections?.selections ?? []).map(ofSelection).reduce(larger, NOTHING);

  return document.definitions
    .map((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet : undefined,
    )
    .map(ofSelections)
    .reduce(larger, NOTHING);
}

const larger = (one: DocumentSize, other: DocumentSize): DocumentSize => ({
  depth: Math.max(one.depth, other.depth),
  introspectionDepth: Math.max(one.introspectionDepth, other.introspectionDepth),
  aliases: one.aliases + other.aliases,
});
