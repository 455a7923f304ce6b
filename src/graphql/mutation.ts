import type { ArgumentRef, ObjectRef } from "@pothos/core";
import { resolveWrite } from "../execute/index.ts";
import { changes, type Model, type Table } from "../model/index.ts";
import type { Planner, WriteMeaning } from "../plan/index.ts";
import type { Builder, Row } from "./builder.ts";
import { keyArguments } from "./key-arguments.ts";
import type { ArgumentBuilder } from "./list.ts";
import { createNestedInputs } from "./nested-inputs.ts";
import { presentNumber, readValue, toParts, toRow, toRows } from "./read.ts";
import { createRowKeys } from "./row-keys.ts";
import type { TableTypes } from "./types.ts";
import { createWriteInputs, type WriteInputs } from "./write-inputs.ts";

/** What the root fields that write are made with. */
interface WriteScope {
  readonly builder: Builder;
  readonly types: TableTypes;
  readonly planner: Planner;
  /** The most rows that a list may have. */
  readonly maxLimit: number;
}

type Arguments = Record<string, ArgumentRef<Builder["$inferSchemaTypes"], unknown>>;

/** Adds the root fields that write rows; none where no database may be written. */
export function implementMutation(
  builder: Builder,
  model: Model,
  types: TableTypes,
  planner: Planner,
  maxLimit: number,
): void {
  const tables = model.databases.flatMap((database) => database.tables).filter(isWritten);
  if (tables.length === 0) return;
  builder.mutationType({
    description: "Everything that can be written: all of it or, where something fails, nothing.",
  });
  const inputs = new Map<Table, WriteInputs>();
  const inputsOf = (table: Table): WriteInputs => {
    const known = inputs.get(table) ?? createWriteInputs(builder, table, types.valueInputs, nested);
    inputs.set(table, known);
    return known;
  };
  const nested = createNestedInputs(builder, createRowKeys(builder, types.valueInputs), inputsOf);
  for (const table of tables) addTable({ builder, types, planner, maxLimit }, table, inputsOf(table));
}

const isWritten = ({ writes }: Table): boolean =>
  writes.create !== undefined || writes.update !== undefined || writes.delete !== undefined;

function addTable(scope: WriteScope, table: Table, inputs: WriteInputs): void {
  const { create, update, delete: remove, upsert } = table.writes;
  const { builder, types, maxLimit } = scope;
  const batch = update || remove ? createBatch(builder, table, types, maxLimit) : undefined;
  const whole = `rows of ${table.name} in ${table.database}`;

  if (create && inputs.input) {
    const { input } = inputs;
    addOne(scope, table, create.one, "create", "Makes a row.", (arg) => ({
      input: arg({ type: input, required: true }),
    }));
    addMany(
      scope,
      table,
      create.many,
      "create",
      `Makes ${whole}, and answers them in the order of the inputs.`,
      (arg) => ({
        inputs: arg({ type: [input], required: true }),
      }),
    );
  }
  if (update && inputs.patch && batch) {
    if (update.one !== undefined) {
      const text = "Changes the row with this key; null where there is none.";
      addOne(scope, table, update.one, "update", text, (arg) => ({
        ...keyArguments(arg, table.key ?? [], types.enums),
        ...patchArguments(arg, inputs),
        ...matchArgument(arg, table),
      }));
    }
    addBatch(scope, table, update.many, "update", `Changes ${whole}.`, batch, (arg) => ({
      ...whereArguments(arg, table, types),
      ...patchArguments(arg, inputs),
    }));
  }
  if (remove && batch) {
    if (remove.one !== undefined) {
      const text = "Deletes the row with this key, and answers it as it was; null where there is none.";
      addOne(scope, table, remove.one, "delete", text, (arg) => ({
        ...keyArguments(arg, table.key ?? [], types.enums),
        ...matchArgument(arg, table),
      }));
    }
    const text = `Deletes ${whole}, and answers them as they were.`;
    addBatch(scope, table, remove.many, "delete", text, batch, (arg) => whereArguments(arg, table, types));
  }
  if (upsert && inputs.input && inputs.conflict && inputs.columns) {
    const { input, conflict, columns } = inputs;
    const text = "Makes a row or, where there is one with the same key already, changes that.";
    addOne(scope, table, upsert.field, "upsert", text, (arg) => ({
      input: arg({ type: input, required: true }),
      onConflict: arg({ type: conflict, required: true, description: "The key by which there is one already." }),
      update: arg({
        type: [columns],
        description: "What to change of the row that is there: without a word all that is given but the key.",
      }),
    }));
  }
}

function patchArguments(arg: ArgumentBuilder, inputs: WriteInputs): Arguments {
  const given = changes.flatMap((change) => {
    const type = inputs.change(change);
    return type ? [[change, arg({ type })] as const] : [];
  });
  return {
    ...(inputs.patch && { patch: arg({ type: inputs.patch }) }),
    ...Object.fromEntries(given),
  };
}

function matchArgument(arg: ArgumentBuilder, { version }: Table): Arguments {
  if (!version) return {};
  return {
    ifMatch: arg({ type: "String", description: "Only where this still is the row's etag; else it is an error." }),
  };
}

function whereArguments(arg: ArgumentBuilder, table: Table, types: TableTypes): Arguments {
  return {
    where: arg({
      type: types.inputs(table).where,
      description:
        "Only rows that fulfil this. Where a part of it filters nothing it is an error, unless `all` says so.",
    }),
    all: arg({ type: "Boolean", description: "With true: every row where `where` filters nothing." }),
  };
}

type BatchRef = ObjectRef<Builder["$inferSchemaTypes"], Row>;

function createBatch(builder: Builder, table: Table, types: TableTypes, maxLimit: number): BatchRef {
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
        description: `The rows, in no order that can be relied on. More than ${maxLimit} are an error, and nothing is written.`,
        extensions: { sluice: { kind: "batch", part: "nodes" } },
        resolve: (row, args, context, info) => toRows(readValue(row, args, context, info), maxLimit) ?? [],
      }),
    }),
  });
}

function addOne(
  { builder, types, planner }: WriteScope,
  table: Table,
  name: string,
  verb: WriteMeaning["verb"],
  description: string,
  args: (arg: ArgumentBuilder) => Arguments,
): void {
  builder.mutationField(name, (t) =>
    t.field({
      type: types.row(table),
      nullable: true,
      description,
      ...(table.deprecated && { deprecationReason: table.deprecated }),
      args: args(t.arg),
      extensions: { sluice: { kind: "write", verb, many: false, table } },
      resolve: async (_root, _args, context, info) => toRow(await resolveWrite(planner, context, info)),
    }),
  );
}

function addMany(
  { builder, types, planner }: WriteScope,
  table: Table,
  name: string,
  verb: WriteMeaning["verb"],
  description: string,
  args: (arg: ArgumentBuilder) => Arguments,
): void {
  builder.mutationField(name, (t) =>
    t.field({
      type: [types.row(table)],
      nullable: { list: true, items: false },
      description,
      ...(table.deprecated && { deprecationReason: table.deprecated }),
      args: args(t.arg),
      extensions: { sluice: { kind: "write", verb, many: true, table } },
      resolve: async (_root, _args, context, info) => toParts(await resolveWrite(planner, context, info)),
    }),
  );
}

function addBatch(
  { builder, planner }: WriteScope,
  table: Table,
  name: string,
  verb: WriteMeaning["verb"],
  description: string,
  batch: BatchRef,
  args: (arg: ArgumentBuilder) => Arguments,
): void {
  builder.mutationField(name, (t) =>
    t.field({
      type: batch,
      nullable: true,
      description,
      ...(table.deprecated && { deprecationReason: table.deprecated }),
      args: args(t.arg),
      extensions: { sluice: { kind: "write", verb, many: true, table } },
      resolve: async (_root, _args, context, info) => toRow(await resolveWrite(planner, context, info)),
    }),
  );
}
