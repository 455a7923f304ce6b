import { type DocumentNode, type FieldNode, Kind, type OperationDefinitionNode } from "graphql";

/** One key of an operation's answer, and a document that asks for it alone. */
export interface RootField {
  readonly key: string;
  readonly document: DocumentNode;
}

const known = new WeakMap<OperationDefinitionNode, RootField[]>();

/**
 * An operation with one of its root fields only, the same for the same nodes: what is planned for it is planned once.
 *
 * @param nodes all that has the key, after fragments were opened.
 */
export function rootField(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  key: string,
  nodes: readonly FieldNode[],
): RootField {
  const fields = known.get(operation) ?? [];
  known.set(operation, fields);
  const same = fields.find((field) => field.key === key && isOf(field, nodes));
  if (same) return same;
  const own = { ...operation, selectionSet: { ...operation.selectionSet, selections: [...nodes] } };
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const field = { key, document: { ...document, definitions: [own, ...fragments] } };
  fields.push(field);
  return field;
}

function isOf({ document }: RootField, nodes: readonly FieldNode[]): boolean {
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return false;
  const { selections } = operation.selectionSet;
  return selections.length === nodes.length && nodes.every((node, index) => selections[index] === node);
}
