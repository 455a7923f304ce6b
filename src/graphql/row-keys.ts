import type { InputObjectRef } from "@pothos/core";
import { type Column, inputField, type Table } from "../model/index.ts";
import type { Builder } from "./builder.ts";
import { type ValueInputs, valueInput } from "./value-inputs.ts";

type FieldBuilder = PothosSchemaTypes.InputFieldBuilder<Builder["$inferSchemaTypes"], "InputObject">;
type Ref = InputObjectRef<Builder["$inferSchemaTypes"], unknown>;

/** What names one row of a table, by any of its keys; undefined where it has none. */
export type RowKeys = (table: Table) => Ref | undefined;

export function createRowKeys(builder: Builder, values: ValueInputs): RowKeys {
  const refs = new Map<string, Ref>();
  const columnsOf = (t: FieldBuilder, columns: readonly Column[], required: boolean) =>
    Object.fromEntries(
      columns.map((column) => [
        inputField(column.field),
        valueInput(t, column.type, values, {
          description: column.description,
          extensions: { sluice: { kind: "key", columns: [column] } },
          required,
        }),
      ]),
    );

  return ({ name, writes: { references } }) => {
    if (!references || references.keys.length === 0) return undefined;
    const { keyName, keys } = references;
    const create = () =>
      builder.inputType(keyName, {
        isOneOf: true,
        description: `A key of ${name}.`,
        fields: (t) =>
          Object.assign(
            {},
            ...keys.map(({ field, typeName, columns }) =>
              typeName === undefined
                ? columnsOf(t, columns, false)
                : {
                    [inputField(field)]: t.field({
                      type: builder.inputType(typeName, { fields: (inner) => columnsOf(inner, columns, true) }),
                      extensions: { sluice: { kind: "key", columns } },
                    }),
                  },
            ),
          ),
      });
    const ref = refs.get(keyName) ?? create();
    refs.set(keyName, ref);
    return ref;
  };
}
