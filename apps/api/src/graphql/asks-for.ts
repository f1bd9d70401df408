import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

/** Whether the answer's own fields include one of these: what nobody asks for is not counted. */
export function asksFor(info: GraphQLResolveInfo, ...names: readonly string[]): boolean {
  const has = (selections: SelectionSetNode | undefined): boolean =>
    selections?.selections.some((selection) => {
      if (selection.kind === Kind.FIELD) return names.includes(selection.name.value);
      if (selection.kind === Kind.INLINE_FRAGMENT) return has(selection.selectionSet);
      return has(info.fragments[selection.name.value]?.selectionSet);
    }) ?? false;
  return info.fieldNodes.some((node: FieldNode) => has(node.selectionSet));
}
