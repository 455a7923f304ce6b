import type { EnumRef, InputObjectRef } from "@pothos/core";
import { type Change, type Column, changeable, inputField, isDocument, type Table } from "../model/index.ts";
import type { Builder } from "./builder.ts";
import type { NestedInputs } from "./nested-inputs.ts";
import { type ValueInputs, valueInput } from "./value-inputs.ts";

type FieldBuilder = PothosSchemaTypes.InputFieldBuilder<Builder["$inferSchemaTypes"], "InputObject">;
type Ref = InputObjectRef<Builder["$inferSchemaTypes"], unknown>;
type Names = EnumRef<Builder["$inferSchemaTypes"], string>;

/** What the rows of one table are written from; undefined where nothing can be given so. */
export interface WriteInputs {
  readonly input: Ref | undefined;
  readonly patch: Ref | undefined;
  change(change: Change): Ref | undefined;
  readonly conflict: Names | undefined;
  readonly columns: Names | undefined;
}

export function createWriteInputs(
  builder: Builder,
  table: Table,
  inputs: ValueInputs,
  nested: NestedInputs,
): WriteInputs {
  const { create, update, upsert, insertable, updatable } = table.writes;
  const columnField = (t: FieldBuilder, column: Column, required: boolean) =>
    valueInput(t, column.type, inputs, {
      description: column.description,
      extensions: { sluice: { kind: "column", column } },
      required,
    });

  const changeRefs = new Map<string, Ref>();
  const createChange = (name: string, change: Change, columns: readonly Column[]): Ref =>
    builder.inputType(name, {
      description: changeDescriptions[change],
      fields: (t) =>
        Object.fromEntries(
          columns.map((column) => [
            inputField(column.field),
            change === "remove" && isDocument(column.type)
              ? t.field({ type: ["String"], description: "Keys.", extensions: { sluice: { kind: "column", column } } })
              : columnField(t, column, false),
          ]),
        ),
    });

  return {
    input:
      create &&
      builder.inputType(create.inputName, {
        description: `A row of ${table.name} that is to be made. What is left out has its default.`,
        fields: (t) => ({
          ...Object.fromEntries(
            insertable.map((column) => [
              inputField(column.field),
              columnField(t, column, !column.write.optional && !nested.isRelated(table, column)),
            ]),
          ),
          ...nested.ofCreated(t, table),
        }),
      }),
    patch:
      update &&
      builder.inputType(update.patchName, {
        description: `What is to change of a row of ${table.name}. What is left out stays as it is; null makes null of it.`,
        fields: (t) => ({
          ...Object.fromEntries(updatable.map((column) => [inputField(column.field), columnField(t, column, false)])),
          ...nested.ofChanged(t, table),
        }),
      }),
    change(change) {
      const columns = changeable(table, change);
      if (!update || columns.length === 0) return undefined;
      const { incrementName, listsName, removeName, mergeName } = update;
      const names = {
        increment: incrementName,
        append: listsName,
        prepend: listsName,
        remove: removeName,
        merge: mergeName,
      };
      const name = names[change];
      const ref = changeRefs.get(name) ?? createChange(name, change, columns);
      changeRefs.set(name, ref);
      return ref;
    },
    conflict:
      upsert &&
      builder.enumType(upsert.conflictName, {
        description: `A key of ${table.name}.`,
        values: Object.fromEntries(upsert.keys.map(({ name }) => [name, { value: name }])),
        extensions: { structural: true },
      }),
    columns:
      upsert &&
      builder.enumType(upsert.columnsName, {
        description: `A column of ${table.name} that can be changed.`,
        values: Object.fromEntries(upsert.columns.map(({ name, column }) => [name, { value: column.field }])),
        extensions: { structural: true },
      }),
  };
}

const changeDescriptions: Record<Change, string> = {
  increment: "What to add to numbers. A column that is null stays null.",
  append: "What to add to lists.",
  prepend: "What to add to lists.",
  remove: "What to take out: the elements of a list that are equal to one of these, or keys of a document.",
  merge: "What to lay over documents: keys that are there already get these values.",
};
