import { ownerOf } from "./heads.ts";
import { nestedPatchName } from "./inflection.ts";
import type { Edge, NestedAction, NestedEdge } from "./model.ts";
import type { Names } from "./names.ts";
import type { TableDraft } from "./tables.ts";

/** Adds what inputs of a table may say of the rows that its relations lead to. Links lead elsewhere. */
export function addNested(drafts: readonly TableDraft[], names: Names): void {
  for (const { head, table, edges, nested } of drafts) {
    // What was written is read back by its key.
    if (!table.key) continue;
    for (const edge of edges) {
      if (edge.kind !== "relation" || !edge.target.key) continue;
      const { inCreate, columns, cleared, actions } = whatMayBe(edge);
      const typeName = nestedPatchName(table.typeName, edge.field);
      const hasPatch = table.writes.update !== undefined && actions.length > 0;
      const isFree = hasPatch && names.claim("type", typeName, ownerOf(head, `nested ${edge.field}`));
      const patch = isFree ? { typeName, actions } : undefined;
      if (inCreate || patch) nested.push({ edge, columns, cleared, inCreate, patch });
    }
  }
}

function whatMayBe(edge: Edge): Pick<NestedEdge, "inCreate" | "columns" | "cleared"> & { actions: NestedAction[] } {
  const { source, target, refers, pairs } = edge;
  const [owner, columns] = refers
    ? [source, pairs.map((pair) => pair.source)]
    : [target, pairs.map((pair) => pair.target)];
  const isInsertable = columns.every(({ name }) => owner.writes.insertable.some((column) => column.name === name));
  const isUpdatable = columns.every(({ name }) => owner.writes.updatable.some((column) => column.name === name));
  const cleared = isUpdatable ? columns.filter(({ notNull }) => !notNull) : [];
  const may: Record<NestedAction, boolean> = {
    create: target.writes.create !== undefined && (refers ? isUpdatable : isInsertable),
    connect: isUpdatable,
    update: target.writes.update !== undefined,
    // A row cannot do without what it has to refer to.
    delete: target.writes.delete !== undefined && (!refers || cleared.length > 0),
    disconnect: cleared.length > 0,
  };
  return {
    inCreate: target.writes.create !== undefined && isInsertable,
    columns,
    cleared,
    actions: nestedActions.filter((action) => may[action]),
  };
}

export const nestedActions = ["create", "connect", "update", "delete", "disconnect"] as const satisfies NestedAction[];
