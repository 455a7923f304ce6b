import type { ObjectRef } from "@pothos/core";
import { type Connection, hasAggregates, type Table } from "../model/index.ts";
import type { ConnectionPart } from "../plan/index.ts";
import type { Builder, Row } from "./builder.ts";
import type { ArgumentBuilder, TableInputs } from "./list.ts";
import { presentBoolean, presentNumber, presentText, readValue, toPart, toParts } from "./read.ts";

/** The type of a page, or of a part of it. */
export type PageRef = ObjectRef<Builder["$inferSchemaTypes"], Row>;
type FieldBuilder = PothosSchemaTypes.ObjectFieldBuilder<Builder["$inferSchemaTypes"], Row>;

/** The types of pages, one for each table that has a connection. */
export interface Connections {
  of(table: Table): PageRef | undefined;
}

/** @param row the type of a table's rows. */
export function createConnections(
  builder: Builder,
  tables: readonly Table[],
  row: (table: Table) => ObjectRef<Builder["$inferSchemaTypes"], Row>,
): Connections {
  const refs = new Map<Table, PageRef>();
  const pageInfo = tables.some((table) => table.connection) ? createPageInfo(builder) : undefined;
  for (const table of tables) {
    const { connection } = table;
    if (connection && pageInfo) refs.set(table, createConnection(builder, table, connection, row(table), pageInfo));
  }
  return { of: (table) => refs.get(table) };
}

const meaning = (part: ConnectionPart) => ({ sluice: { kind: "part", part } as const });

function createPageInfo(builder: Builder): PageRef {
  const boolean = (t: FieldBuilder, part: ConnectionPart, description: string) =>
    t.field({
      type: "Boolean",
      nullable: false,
      description,
      extensions: meaning(part),
      resolve: (source, args, context, info) => presentBoolean(readValue(source, args, context, info), context),
    });
  const cursor = (t: FieldBuilder, part: ConnectionPart, description: string) =>
    t.field({
      type: "String",
      nullable: true,
      description,
      extensions: meaning(part),
      resolve: (source, args, context, info) => presentText(readValue(source, args, context, info), context),
    });
  return builder.objectRef<Row>("PageInfo").implement({
    description: "Where a page stands among all rows.",
    fields: (t) => ({
      hasNextPage: boolean(t, "hasNextPage", "Whether there are rows after this page."),
      hasPreviousPage: boolean(t, "hasPreviousPage", "Whether there are rows before this page."),
      startCursor: cursor(t, "startCursor", "The cursor of the first row; null for a page without rows."),
      endCursor: cursor(t, "endCursor", "The cursor of the last row; null for a page without rows."),
    }),
  });
}

function createConnection(
  builder: Builder,
  table: Table,
  { typeName, edgeName }: Connection,
  row: ObjectRef<Builder["$inferSchemaTypes"], Row>,
  pageInfo: PageRef,
): PageRef {
  const edge = builder.objectRef<Row>(edgeName).implement({
    description: `A row of ${table.name} in a page.`,
    fields: (t) => ({
      cursor: t.field({
        type: "String",
        nullable: false,
        description: "Where the row stands in this order, for after and before.",
        extensions: meaning("cursor"),
        resolve: (source, args, context, info) => presentText(readValue(source, args, context, info), context),
      }),
      node: t.field({
        type: row,
        nullable: false,
        extensions: meaning("node"),
        resolve: (source, args, context, info) => toPart(readValue(source, args, context, info)),
      }),
    }),
  });
  return builder.objectRef<Row>(typeName).implement({
    description: `A page of rows of ${table.name}.`,
    fields: (t) => ({
      edges: t.field({
        type: [edge],
        nullable: false,
        extensions: meaning("edges"),
        resolve: (source, args, context, info) => toParts(readValue(source, args, context, info)),
      }),
      nodes: t.field({
        type: [row],
        nullable: false,
        description: "The rows without their cursors.",
        extensions: meaning("nodes"),
        resolve: (source, args, context, info) => toParts(readValue(source, args, context, info)),
      }),
      pageInfo: t.field({
        type: pageInfo,
        nullable: false,
        extensions: meaning("pageInfo"),
        resolve: (source, args, context, info) => toPart(readValue(source, args, context, info)),
      }),
      ...(hasAggregates(table) && {
        totalCount: t.field({
          type: "Int",
          nullable: false,
          description: "How many rows there are on all pages; counted only where it is asked for.",
          extensions: meaning("totalCount"),
          resolve: (source, args, context, info) => presentNumber(readValue(source, args, context, info), context),
        }),
      }),
    }),
  });
}

/** The arguments of every connection: at the root, and of a relation. */
export function connectionArguments(arg: ArgumentBuilder, inputs: TableInputs, maxLimit: number) {
  return {
    where: arg({ type: inputs.where, description: "Only rows that fulfil this." }),
    ...(inputs.orderBy && {
      orderBy: arg({
        type: [inputs.orderBy],
        description: "By the first of these, then the next; rows that are equal in all of them by the primary key.",
      }),
    }),
    first: arg({
      type: "Int",
      description: `At most this many rows from the start, up to ${maxLimit}, which it is by default.`,
    }),
    after: arg({ type: "String", description: "Only rows after this cursor." }),
    last: arg({ type: "Int", description: `At most this many rows from the end, up to ${maxLimit}.` }),
    before: arg({ type: "String", description: "Only rows before this cursor." }),
  };
}
