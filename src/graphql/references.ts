import type { InputObjectRef } from "@pothos/core";
import { type Column, inputField, nestedEdges, type Table } from "../model/index.ts";
import type { Builder } from "./builder.ts";
import { type ValueInputs, valueInput } from "./value-inputs.ts";

type FieldBuilder = PothosSchemaTypes.InputFieldBuilder<Builder["$inferSchemaTypes"], "InputObject">;
type Ref = InputObjectRef<Builder["$inferSchemaTypes"], unknown>;

/** What an input has for the rows that its row is related to. */
export interface References {
  fields(t: FieldBuilder, table: Table): Record<string, ReturnType<FieldBuilder["field"]>>;
  /** Whether a relation can say what a column refers to. */
  isRelated(table: Table, column: Column): boolean;
}

/** @param inputOf what a row of a table is made from. */
export function createReferences(
  builder: Builder,
  values: ValueInputs,
  inputOf: (table: Table) => Ref | undefined,
): References {
  const refs = new Map<string, Ref>();
  const once = (name: string, create: () => Ref): Ref => {
    const ref = refs.get(name) ?? create();
    refs.set(name, ref);
    return ref;
  };

  const keyOf = (table: Table): Ref | undefined => {
    const { references } = table.writes;
    if (!references || references.keys.length === 0) return undefined;
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
    return once(references.keyName, () =>
      builder.inputType(references.keyName, {
        isOneOf: true,
        description: `A key of ${table.name}.`,
        fields: (t) =>
          Object.assign(
            {},
            ...references.keys.map(({ field, typeName, columns }) =>
              typeName === undefined
                ? columnsOf(t, columns, false)
                : {
                    [inputField(field)]: t.field({
                      type: once(typeName, () =>
                        builder.inputType(typeName, { fields: (inner) => columnsOf(inner, columns, true) }),
                      ),
                      extensions: { sluice: { kind: "key", columns } },
                    }),
                  },
            ),
          ),
      }),
    );
  };

  const referenceTo = (table: Table, many: boolean): Ref | undefined => {
    const [input, key, { references }] = [inputOf(table), keyOf(table), table.writes];
    if (!references || !input) return undefined;
    const name = many ? references.manyName : references.oneName;
    return once(name, () =>
      builder.inputType(name, {
        description: many
          ? `Rows of ${table.name} that are related.`
          : `A row of ${table.name} that is related: made, or there.`,
        isOneOf: !many,
        fields: (t) => ({
          create: many
            ? t.field({ type: [input], description: "Rows that are made." })
            : t.field({ type: input, description: "One that is made." }),
          ...(key && {
            connect: many
              ? t.field({ type: [key], description: "Rows that are there." })
              : t.field({ type: key, description: "One that is there." }),
          }),
        }),
      }),
    );
  };

  return {
    isRelated: (table, column) =>
      nestedEdges(table).some(({ edge, columns }) => edge.refers && columns.some(({ name }) => name === column.name)),
    fields(t, table): Record<string, ReturnType<FieldBuilder["field"]>> {
      return Object.fromEntries(
        nestedEdges(table).flatMap((nested) => {
          const type = referenceTo(nested.edge.target, !nested.edge.refers && nested.edge.many);
          if (!type) return [];
          const { field, description } = nested.edge;
          return [
            [inputField(field), t.field({ type, description, extensions: { sluice: { kind: "nested", nested } } })],
          ];
        }),
      );
    },
  };
}
