import type { InputObjectRef } from "@pothos/core";
import { type Edge, hasAggregates, scalarValue, type Table, whereField } from "../model/index.ts";
import type { Builder } from "./builder.ts";
import type { Filters } from "./filters.ts";

type FieldBuilder = PothosSchemaTypes.InputFieldBuilder<Builder["$inferSchemaTypes"], "InputObject">;
type Ref = InputObjectRef<Builder["$inferSchemaTypes"], unknown>;

/** What rows are filtered by of the rows that they are related to. Links lead to other databases, which no statement reaches. */
export interface RelationFilters {
  fields(t: FieldBuilder, table: Table): Record<string, ReturnType<FieldBuilder["field"]>>;
}

export function createRelationFilters(
  builder: Builder,
  filters: Filters,
  whereOf: (table: Table) => Ref,
): RelationFilters {
  const lists = new Map<Table, Ref>();

  const listOf = (table: Table): Ref => {
    const ref = lists.get(table) ?? createList(table);
    lists.set(table, ref);
    return ref;
  };

  const createList = (table: Table): Ref =>
    builder.inputType(table.listFilterName, {
      description: `Conditions on related rows of ${table.name}; all of them must hold.`,
      fields: (t) => {
        const test = (name: "some" | "none" | "every" | "count", type: Ref, description: string) =>
          t.field({ type, description, extensions: { sluice: { kind: "related", test: name } } });
        const where = whereOf(table);
        return {
          some: test("some", where, "At least one row fulfils this; with an empty object: there is a row."),
          none: test("none", where, "No row fulfils this; with an empty object: there is no row."),
          every: test(
            "every",
            where,
            "No row fails this, nor leaves it open for a null; so it holds where there is no row.",
          ),
          ...(hasAggregates(table) && {
            count: test("count", filters.of(scalarValue("pg_catalog", "int4")), "The number of rows."),
          }),
        };
      },
    });

  const fieldOf = (t: FieldBuilder, edge: Edge) =>
    t.field({
      type: edge.many ? listOf(edge.target) : whereOf(edge.target),
      description: edge.many ? edge.description : `${edge.description} It is there and fulfils this.`,
      extensions: { sluice: { kind: "relation", edge } },
    });

  return {
    fields: (t, table) =>
      Object.fromEntries(
        table.edges
          .filter((edge) => edge.kind === "relation")
          .map((edge) => [whereField(edge.field), fieldOf(t, edge)]),
      ),
  };
}
