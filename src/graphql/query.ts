import { resolveRoot } from "../execute/index.ts";
import { type Lookup, type Model, mostRows, type Table } from "../model/index.ts";
import type { Planner } from "../plan/index.ts";
import type { Builder } from "./builder.ts";
import { connectionArguments } from "./connections.ts";
import { keyArguments } from "./key-arguments.ts";
import { listArguments } from "./list.ts";
import { toRow, toRows } from "./read.ts";
import type { TableTypes } from "./types.ts";

/** Adds the root fields that read: the list and the pages of each table, and a field for each of its keys. */
export function implementQuery(
  builder: Builder,
  model: Model,
  types: TableTypes,
  planner: Planner,
  maxLimit: number,
): void {
  const tables = model.databases.flatMap((database) => database.tables);
  builder.queryType({ description: "Everything that can be read." });
  for (const table of tables) {
    addList(builder, table, types, planner, maxLimit);
    addConnection(builder, table, types, planner, maxLimit);
    for (const lookup of table.lookups) addLookup(builder, lookup, types, planner);
  }
}

function addList(builder: Builder, table: Table, types: TableTypes, planner: Planner, maxLimit: number): void {
  if (table.listField === undefined) return;
  builder.queryField(table.listField, (t) =>
    t.field({
      type: [types.row(table)],
      nullable: { list: true, items: false },
      description: `Rows of ${table.name} in ${table.database}.`,
      ...(table.deprecated && { deprecationReason: table.deprecated }),
      args: listArguments(t.arg, types.inputs(table), mostRows(table, maxLimit)),
      extensions: { sluice: { kind: "list", table } },
      resolve: async (_root, _args, context, info) =>
        toRows(await resolveRoot(planner, context, info), mostRows(table, maxLimit)),
    }),
  );
}

function addConnection(builder: Builder, table: Table, types: TableTypes, planner: Planner, maxLimit: number): void {
  const type = types.connections.of(table);
  if (!type || !table.connection) return;
  builder.queryField(table.connection.field, (t) =>
    t.field({
      type,
      nullable: true,
      description: `Rows of ${table.name} in ${table.database}, page by page.`,
      ...(table.deprecated && { deprecationReason: table.deprecated }),
      args: connectionArguments(t.arg, types.inputs(table), mostRows(table, maxLimit)),
      extensions: { sluice: { kind: "connection", table, edge: undefined } },
      resolve: async (_root, _args, context, info) => toRow(await resolveRoot(planner, context, info)),
    }),
  );
}

function addLookup(builder: Builder, lookup: Lookup, types: TableTypes, planner: Planner): void {
  const { table, columns } = lookup;
  builder.queryField(lookup.field, (t) =>
    t.field({
      type: types.row(table),
      nullable: true,
      description: `The row of ${table.name} in ${table.database} with this key, or null.`,
      ...(table.deprecated && { deprecationReason: table.deprecated }),
      args: keyArguments(t.arg, columns, types.enums),
      extensions: { sluice: { kind: "lookup", lookup } },
      resolve: async (_root, _args, context, info) => toRow(await resolveRoot(planner, context, info)),
    }),
  );
}
