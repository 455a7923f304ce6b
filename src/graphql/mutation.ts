import { changes, type Model, type Table } from "../model/index.ts";
import type { Planner } from "../plan/index.ts";
import type { Builder } from "./builder.ts";
import { keyArguments } from "./key-arguments.ts";
import type { ArgumentBuilder } from "./list.ts";
import { createNestedInputs } from "./nested-inputs.ts";
import { createRowKeys } from "./row-keys.ts";
import type { TableTypes } from "./types.ts";
import { type Arguments, addBatch, addMany, addOne, createBatch, type WriteScope } from "./write-fields.ts";
import { createWriteInputs, type WriteInputs } from "./write-inputs.ts";

/** Adds the type of root fields that do something. */
export function addMutation(builder: Builder): void {
  builder.mutationType({
    description: "Everything that can be written: all of it or, where something fails, nothing.",
  });
}

/** Whether some table may be written. */
export function isWritten(model: Model): boolean {
  return model.databases.some(({ tables }) => tables.some(isWritable));
}

/** Adds the root fields that write rows; none where no database may be written. */
export function implementMutation(
  builder: Builder,
  model: Model,
  types: TableTypes,
  planner: Planner,
  maxLimit: number,
): void {
  const tables = model.databases.flatMap((database) => database.tables).filter(isWritable);
  const inputs = new Map<Table, WriteInputs>();
  const inputsOf = (table: Table): WriteInputs => {
    const known = inputs.get(table) ?? createWriteInputs(builder, table, types.valueInputs, nested);
    inputs.set(table, known);
    return known;
  };
  const nested = createNestedInputs(builder, createRowKeys(builder, types.valueInputs), inputsOf);
  for (const table of tables) addTable({ builder, types, planner, maxLimit }, table, inputsOf(table));
}

const isWritable = ({ writes }: Table): boolean =>
  writes.create !== undefined || writes.update !== undefined || writes.delete !== undefined;

function addTable(scope: WriteScope, table: Table, inputs: WriteInputs): void {
  const { create, update, delete: remove, upsert } = table.writes;
  const { builder, types, maxLimit } = scope;
  const batch = update || remove ? createBatch(builder, table, types, maxLimit) : undefined;
  const whole = `rows of ${table.name} in ${table.database}`;

  if (create && inputs.input) {
    const { input } = inputs;
    addOne(scope, table, create.one, {
      verb: "create",
      description: "Makes a row.",
      args: (arg) => ({ input: arg({ type: input, required: true }) }),
    });
    addMany(scope, table, create.many, {
      verb: "create",
      description: `Makes ${whole}, and answers them in the order of the inputs.`,
      args: (arg) => ({ inputs: arg({ type: [input], required: true }) }),
    });
  }
  if (update && inputs.patch && batch) {
    if (update.one !== undefined) {
      addOne(scope, table, update.one, {
        verb: "update",
        description: "Changes the row with this key; null where there is none.",
        args: (arg) => ({
          ...keyArguments(arg, table.key ?? [], types.enums),
          ...patchArguments(arg, inputs),
          ...matchArgument(arg, table),
        }),
      });
    }
    addBatch(scope, table, update.many, batch, {
      verb: "update",
      description: `Changes ${whole}.`,
      args: (arg) => ({ ...whereArguments(arg, table, types), ...patchArguments(arg, inputs) }),
    });
  }
  if (remove && batch) {
    if (remove.one !== undefined) {
      addOne(scope, table, remove.one, {
        verb: "delete",
        description: "Deletes the row with this key, and answers it as it was; null where there is none.",
        args: (arg) => ({ ...keyArguments(arg, table.key ?? [], types.enums), ...matchArgument(arg, table) }),
      });
    }
    addBatch(scope, table, remove.many, batch, {
      verb: "delete",
      description: `Deletes ${whole}, and answers them as they were.`,
      args: (arg) => whereArguments(arg, table, types),
    });
  }
  if (upsert && inputs.input && inputs.conflict && inputs.columns) {
    const { input, conflict, columns } = inputs;
    addOne(scope, table, upsert.field, {
      verb: "upsert",
      description: "Makes a row or, where there is one with the same key already, changes that.",
      args: (arg) => ({
        input: arg({ type: input, required: true }),
        onConflict: arg({ type: conflict, required: true, description: "The key by which there is one already." }),
        update: arg({
          type: [columns],
          description: "What to change of the row that is there: without a word all that is given but the key.",
        }),
      }),
    });
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
