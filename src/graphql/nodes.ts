import type { InterfaceRef } from "@pothos/core";
import { resolveNode, resolveNodes } from "../execute/index.ts";
import type { Model } from "../model/index.ts";
import { type IdArgument, type NodesMeaning, type Planner, typeKey } from "../plan/index.ts";
import type { Builder, Row } from "./builder.ts";
import { presentText, readValue, toRow } from "./read.ts";

export type NodeRef = InterfaceRef<Builder["$inferSchemaTypes"], Row>;

export const idDescription = "Says which row of all types it is, and nothing more: for node and nodes, and for caches.";

/** The interface of all rows that have an id. */
export function createNode(builder: Builder): NodeRef {
  return builder.interfaceRef<Row>("Node").implement({
    description: "A row that can be found by its id, whatever its type.",
    fields: (t) => ({
      id: t.field({
        type: "ID",
        nullable: false,
        description: idDescription,
        resolve: (source, args, context, info) => presentText(readValue(source, args, context, info), context),
      }),
    }),
    resolveType: (row) => String(row[typeKey]),
  });
}

/** Adds the root fields that find rows by their ids. */
export function addNodeFields(builder: Builder, model: Model, node: NodeRef, planner: Planner, maxLimit: number): void {
  const tables = new Map(
    model.databases
      .flatMap((database) => database.tables)
      .filter((table) => table.idColumns)
      .map((table) => [table.typeName, table]),
  );
  const meaningOf = (argument: IdArgument): NodesMeaning => ({ kind: "nodes", argument, tables });
  const [one, many] = [meaningOf("id"), meaningOf("ids")];
  builder.queryField("node", (t) =>
    t.field({
      type: node,
      nullable: true,
      description: "The row with this id, or null.",
      args: { id: t.arg({ type: "ID", required: true }) },
      extensions: { sluice: one },
      resolve: async (_root, { id }, context, info) =>
        toRow(await resolveNode(id, { planner, meaning: one, context, info })),
    }),
  );
  builder.queryField("nodes", (t) =>
    t.field({
      type: [node],
      nullable: { list: false, items: true },
      description: "The rows with these ids, in their order: null where there is none.",
      args: {
        ids: t.arg({ type: ["ID"], required: true, description: `At most ${maxLimit}.` }),
      },
      extensions: { sluice: many },
      resolve: (_root, { ids }, context, info) =>
        resolveNodes(ids, maxLimit, { planner, meaning: many, context, info }).map(async (row) => toRow(await row)),
    }),
  );
}
