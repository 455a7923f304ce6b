import type { InputObjectRef } from "@pothos/core";
import { inputField, type Table, whereField } from "../model/index.ts";
import type { Builder } from "./builder.ts";
import type { Enums } from "./enums.ts";
import type { Filters } from "./filters.ts";
import type { RelationFilters } from "./relation-filters.ts";

type Ref = InputObjectRef<Builder["$inferSchemaTypes"], unknown>;

/** What the rows of one table are filtered and ordered by. `orderBy` is undefined where no column has an order. */
export interface TableInputs {
  readonly where: Ref;
  readonly orderBy: Ref | undefined;
}

export function createTableInputs(
  builder: Builder,
  table: Table,
  filters: Filters,
  relations: RelationFilters,
  enums: Enums,
): TableInputs {
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
      and: t.field({ type: [where], description: "All of these.", extensions: { sluice: { kind: "and" } } }),
      or: t.field({
        type: [where],
        description: "At least one of these; an empty list matches nothing.",
        extensions: { sluice: { kind: "or" } },
      }),
      not: t.field({ type: where, description: "Not this.", extensions: { sluice: { kind: "not" } } }),
    }),
  });
  const ordered = table.columns.filter((column) => column.type.comparison === "order");
  if (ordered.length === 0) return { where, orderBy: undefined };
  const orderBy: Ref = builder.inputType(table.orderByName, {
    description: `One column of ${table.name} to order by.`,
    isOneOf: true,
    fields: (t) =>
      Object.fromEntries(
        ordered.map((column) => [
          inputField(column.field),
          t.field({ type: enums.direction, extensions: { sluice: { kind: "column", column } } }),
        ]),
      ),
  });
  return { where, orderBy };
}
