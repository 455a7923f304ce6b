import type { EnumRef, InputObjectRef } from "@pothos/core";
import { comparisons, type Table } from "../model/index.ts";
import type { Builder } from "./builder.ts";

type FieldBuilder = PothosSchemaTypes.InputFieldBuilder<Builder["$inferSchemaTypes"], "InputObject">;
type Columns = EnumRef<Builder["$inferSchemaTypes"], string>;

/** What compares columns of one row with each other. */
export interface ColumnComparisons {
  /** Nothing where no two columns can be compared. */
  fields(t: FieldBuilder, table: Table): Record<string, ReturnType<FieldBuilder["field"]>>;
}

export function createColumnComparisons(
  builder: Builder,
  columnsOf: (table: Table) => Columns | undefined,
): ColumnComparisons {
  const create = (
    table: Table,
    name: string,
    columns: Columns,
  ): InputObjectRef<Builder["$inferSchemaTypes"], unknown> =>
    builder.inputType(name, {
      description: `A column of ${table.name} compared with others of the same row; all must hold.`,
      fields: (t) => ({
        column: t.field({
          type: columns,
          required: true,
          description: "The one that is compared.",
          extensions: { sluice: { kind: "compared", comparator: undefined } },
        }),
        ...Object.fromEntries(
          comparisons.map(({ name, comparator, words }) => {
            const description = `${words} this column.`;
            return [
              name,
              t.field({ type: columns, description, extensions: { sluice: { kind: "compared", comparator } } }),
            ];
          }),
        ),
      }),
    });

  return {
    fields(t, table): Record<string, ReturnType<FieldBuilder["field"]>> {
      const columns = columnsOf(table);
      if (!columns || !table.columnEnum || !hasPair(table)) return {};
      return {
        compare: t.field({
          type: [create(table, table.columnEnum.comparisonName, columns)],
          description: "Columns of the row compared with each other.",
          extensions: { sluice: { kind: "compare", table } },
        }),
      };
    },
  };
}

function hasPair({ columnEnum }: Table): boolean {
  const kinds = columnEnum?.values.map(({ column }) => column.type.comparable) ?? [];
  return new Set(kinds).size < kinds.length;
}
