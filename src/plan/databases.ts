import type { FieldNode, GraphQLField } from "graphql";
import type { Budget } from "./budget.ts";
import { tableOfId } from "./global-id.ts";
import { readArguments, type Variables } from "./input.ts";
import type { FieldMeaning } from "./meaning.ts";

/** The databases that a field may ask for its rows, as it is written; none where they are its parent's. */
export function databasesOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Variables,
): readonly string[] {
  const meaning: FieldMeaning | undefined = field.extensions.sluice;
  switch (meaning?.kind) {
    case "list":
    case "connection":
    case "write":
      return [meaning.table.database];
    case "lookup":
      return [meaning.lookup.table.database];
    case "nodes": {
      const input = readArguments(field, node, variables, unlimited).get(meaning.argument);
      const ids = input?.kind === "leaf" ? [input.value].flat() : [];
      return ids.flatMap((id) => tableOfId(id, meaning.tables)?.database ?? []);
    }
    case "edge":
      return [meaning.edge.target.database];
    case "custom":
      return meaning.reads;
    case "id":
    case "etag":
    case "column":
    case "attribute":
    case "part":
    case "batch":
    case "verb":
    case "gateway":
    case undefined:
      return [];
  }
}

/** The planner counts the same arguments when it reads them. */
const unlimited: Budget = { spent: 0, spend: () => {} };
