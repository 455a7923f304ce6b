import { resolveLink } from "../execute/index.ts";
import { type Column, type Edge, mostRows, type Table } from "../model/index.ts";
import type { Builder, Row } from "./builder.ts";
import type { PageRef } from "./connections.ts";
import { connectionArguments } from "./connections.ts";
import { listArguments } from "./list.ts";
import { idDescription } from "./nodes.ts";
import { presentText, readValue, toPart, toRow, toRows } from "./read.ts";
import type { TableTypes } from "./types.ts";
import { valueField } from "./values.ts";

type FieldBuilder = PothosSchemaTypes.ObjectFieldBuilder<Builder["$inferSchemaTypes"], Row>;

/** Gives a table's type its fields: columns, relations, links. */
export function implementRow(builder: Builder, table: Table, types: TableTypes, maxLimit: number): void {
  builder.objectType(types.row(table), {
    ...(table.description && { description: table.description }),
    ...(types.node && table.idColumns && { interfaces: [types.node] }),
    fields: (t) => ({
      ...(table.idColumns && { id: idField(t, table) }),
      ...(table.version && { etag: etagField(t, table.version) }),
      ...Object.fromEntries(
        table.columns.map((column) => [
          column.field,
          valueField(t, column.type, column.notNull, types.values, {
            description: column.description,
            deprecationReason: column.deprecated,
            extensions: { sluice: { kind: "column", database: table.database, column } },
          }),
        ]),
      ),
      ...Object.fromEntries(table.edges.map((edge) => [edge.field, edgeField(t, edge, types, maxLimit)])),
      ...Object.fromEntries(
        table.connections.flatMap(({ field, edge }) => {
          const type = types.connections.of(edge.target);
          return type ? [[field, connectionField(t, edge, type, types, maxLimit)]] : [];
        }),
      ),
    }),
  });
}

function idField(t: FieldBuilder, table: Table) {
  return t.field({
    type: "ID",
    nullable: false,
    description: idDescription,
    extensions: { sluice: { kind: "id", table } },
    resolve: (source, args, context, info) => presentText(readValue(source, args, context, info), context),
  });
}

function etagField(t: FieldBuilder, column: Column) {
  return t.field({
    type: "String",
    // In rows whose version is not seen there is none.
    nullable: !column.notNull,
    description: "Another one after each change of the row: for ifMatch.",
    extensions: { sluice: { kind: "etag", column } },
    resolve: (source, args, context, info) => presentText(readValue(source, args, context, info), context),
  });
}

function connectionField(t: FieldBuilder, edge: Edge, type: PageRef, types: TableTypes, maxLimit: number) {
  return t.field({
    type,
    nullable: false,
    description: `${edge.description} Page by page.`,
    args: connectionArguments(t.arg, types.inputs(edge.target), mostRows(edge.target, maxLimit)),
    extensions: { sluice: { kind: "connection", table: edge.target, edge } },
    resolve: (source, args, context, info) => toPart(readValue(source, args, context, info)),
  });
}

function edgeField(t: FieldBuilder, edge: Edge, types: TableTypes, maxLimit: number) {
  const row = types.row(edge.target);
  const shared = { description: edge.description, extensions: { sluice: { kind: "edge", edge } as const } };
  const isLink = edge.kind === "link";
  if (!edge.many) {
    return t.field({
      ...shared,
      type: row,
      nullable: true,
      resolve: isLink
        ? async (source, args, context, info) =>
            toRow(await resolveLink(readValue(source, args, context, info), context, info))
        : (source, args, context, info) => toRow(readValue(source, args, context, info)),
    });
  }
  const most = mostRows(edge.target, maxLimit);
  const args = listArguments(t.arg, types.inputs(edge.target), most);
  return isLink
    ? t.field({
        ...shared,
        type: [row],
        args,
        // Another database may be away.
        nullable: { list: true, items: false },
        resolve: async (source, args, context, info) =>
          // Without a key there is nothing to follow, and so there are no rows; null is for a database that is away.
          toRows((await resolveLink(readValue(source, args, context, info), context, info)) ?? [], most),
      })
    : t.field({
        ...shared,
        type: [row],
        args,
        nullable: false,
        resolve: (source, args, context, info) => toRows(readValue(source, args, context, info), most) ?? [],
      });
}
