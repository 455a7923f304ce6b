import type { FieldNode, OperationDefinitionNode } from "graphql";

/** One key of an operation's answer, and an operation that asks for it alone. */
export interface RootField {
  readonly key: string;
  readonly operation: OperationDefinitionNode;
}

/** How many are kept of one key: there are several where `@skip` and `@include` leave out some of its nodes. */
const kept = 4;
const known = new WeakMap<OperationDefinitionNode, Map<string, RootField[]>>();

/**
 * An operation with one of its root fields only, the same for the same nodes: what is planned for it is planned once.
 *
 * @param nodes all that has the key, after fragments were opened.
 */
export function rootField(operation: OperationDefinitionNode, key: string, nodes: readonly FieldNode[]): RootField {
  const fields = known.get(operation) ?? new Map<string, RootField[]>();
  known.set(operation, fields);
  const ofKey = fields.get(key) ?? [];
  const same = ofKey.find((field) => isOf(field, nodes));
  if (same) return same;
  const own = { ...operation, selectionSet: { ...operation.selectionSet, selections: [...nodes] } };
  const field = { key, operation: own };
  fields.set(key, [field, ...ofKey].slice(0, kept));
  return field;
}

function isOf({ operation }: RootField, nodes: readonly FieldNode[]): boolean {
  const { selections } = operation.selectionSet;
  return selections.length === nodes.length && nodes.every((node, index) => selections[index] === node);
}
