import type { InputObjectRef } from "@pothos/core";
import { type Table, whereField } from "../model/index.ts";
import type { Builder } from "./builder.ts";
import type { ColumnComparisons } from "./column-comparisons.ts";
import type { Filters } from "./filters.ts";
import type { RelationFilters } from "./relation-filters.ts";

type Ref = InputObjectRef<Builder["$inferSchemaTypes"], unknown>;

/** What the rows of one table are filtered by. */
export function createWhere(
  builder: Builder,
  table: Table,
  filters: Filters,
  relations: RelationFilters,
  comparisons: ColumnComparisons,
): Ref {
  const where: Ref = builder.inputType(table.whereName, {
    description: `Conditions on rows of ${table.name}; all of them must hold. An empty object filters nothing.`,
    fields: (t) => ({
      ...Object.fromEntries(
        table.columns.map((column) => [
          whereField(column.field),
          t.field({ type: filters.of(column.type), extensions: { sluice: { kind: "column", column } } }),
        ]),
      ),
      ...relations.fields(t, table),
      ...comparisons.fields(t, table),
      and: t.field({ type: [where], description: "All of these.", extensions: { sluice: { kind: "and" } } }),
      or: t.field({
        type: [where],
        description: "At least one of these; an empty list matches nothing.",
        extensions: { sluice: { kind: "or" } },
      }),
      not: t.field({ type: where, description: "Not this.", extensions: { sluice: { kind: "not" } } }),
    }),
  });
  return where;
}
