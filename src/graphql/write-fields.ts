import type { ArgumentRef, ObjectRef } from "@pothos/core";
import { resolveWrite } from "../execute/index.ts";
import { mostRows, type Table } from "../model/index.ts";
import type { Planner, WriteMeaning } from "../plan/index.ts";
import type { Builder, Row } from "./builder.ts";
import type { ArgumentBuilder } from "./list.ts";
import { presentNumber, readValue, toParts, toRow, toRows } from "./read.ts";
import type { TableTypes } from "./types.ts";

/** What the root fields that write are made with. */
export interface WriteScope {
  readonly builder: Builder;
  readonly types: TableTypes;
  readonly planner: Planner;
  /** The most rows that a list may have. */
  readonly maxLimit: number;
}

export type Arguments = Record<string, ArgumentRef<Builder["$inferSchemaTypes"], unknown>>;

type BatchRef = ObjectRef<Builder["$inferSchemaTypes"], Row>;

export function createBatch(builder: Builder, table: Table, types: TableTypes, maxLimit: number): BatchRef {
  const most = mostRows(table, maxLimit);
  return builder.objectRef<Row>(table.writes.batchName).implement({
    description: `Rows of ${table.name} that were written together.`,
    fields: (t) => ({
      count: t.field({
        type: "Int",
        nullable: false,
        description: "How many they are.",
        extensions: { sluice: { kind: "batch", part: "count" } },
        resolve: (row, args, context, info) => presentNumber(readValue(row, args, context, info), context),
      }),
      nodes: t.field({
        type: [types.row(table)],
        nullable: false,
        description: `The rows, in no order that can be relied on. More than ${most} are an error, and nothing is written.`,
        extensions: { sluice: { kind: "batch", part: "nodes" } },
        resolve: (row, args, context, info) => toRows(readValue(row, args, context, info), most) ?? [],
      }),
    }),
  });
}

/** What a root field does, and what it is told. */
interface WriteField {
  readonly verb: WriteMeaning["verb"];
  readonly description: string;
  args(arg: ArgumentBuilder): Arguments;
}

/** What fields have whatever they answer. */
const shared = (arg: ArgumentBuilder, table: Table, { verb, description, args }: WriteField, many: boolean) => ({
  description,
  ...(table.deprecated && { deprecationReason: table.deprecated }),
  args: args(arg),
  extensions: { sluice: { kind: "write", verb, many, table } as const },
});

export function addOne({ builder, types, planner }: WriteScope, table: Table, name: string, field: WriteField): void {
  builder.mutationField(name, (t) =>
    t.field({
      type: types.row(table),
      nullable: true,
      ...shared(t.arg, table, field, false),
      resolve: async (_root, _args, context, info) => toRow(await resolveWrite(planner, context, info)),
    }),
  );
}

export function addMany({ builder, types, planner }: WriteScope, table: Table, name: string, field: WriteField): void {
  builder.mutationField(name, (t) =>
    t.field({
      type: [types.row(table)],
      nullable: { list: true, items: false },
      ...shared(t.arg, table, field, true),
      resolve: async (_root, _args, context, info) => toParts(await resolveWrite(planner, context, info)),
    }),
  );
}

export function addBatch(
  { builder, planner }: WriteScope,
  table: Table,
  name: string,
  batch: BatchRef,
  field: WriteField,
): void {
  builder.mutationField(name, (t) =>
    t.field({
      type: batch,
      nullable: true,
      ...shared(t.arg, table, field, true),
      resolve: async (_root, _args, context, info) => toRow(await resolveWrite(planner, context, info)),
    }),
  );
}
