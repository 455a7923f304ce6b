import type { EnumRef, InputObjectRef } from "@pothos/core";
import { type Column, inputField, isOrdered, isSummed, type Table } from "../model/index.ts";
import type { Builder } from "./builder.ts";
import type { Enums } from "./enums.ts";

type Ref = InputObjectRef<Builder["$inferSchemaTypes"], unknown>;
type FieldBuilder = PothosSchemaTypes.InputFieldBuilder<Builder["$inferSchemaTypes"], "InputObject">;

/** What the rows of tables are ordered by. */
export interface Orders {
  /** Undefined where nothing has an order. */
  of(table: Table): Ref | undefined;
  /** The columns that rows can be told apart by. */
  columns(table: Table): EnumRef<Builder["$inferSchemaTypes"], string> | undefined;
}

export function createOrders(builder: Builder, tables: readonly Table[], enums: Enums): Orders {
  const orderable = orderableTables(tables);
  const refs = new Map([...orderable].map((table): [Table, Ref] => [table, builder.inputRef(table.orderByName)]));
  const aggregates = new Map<Table, Ref>();
  const aggregatesOf = (table: Table): Ref | undefined => {
    const known = aggregates.get(table);
    if (known || !table.aggregateOrder) return known;
    const ref = createAggregates(builder, table, table.aggregateOrder, enums);
    aggregates.set(table, ref);
    return ref;
  };
  for (const [table, ref] of refs) implementOrder(builder, table, ref, refs, aggregatesOf, enums);

  const columns = new Map(
    tables.flatMap((table) => {
      const { columnEnum } = table;
      if (!columnEnum) return [];
      const ref = builder.enumType(columnEnum.name, {
        description: `Columns of ${table.name} that have an order.`,
        values: columnEnum.values.map(({ name }) => name),
        extensions: { structural: true },
      });
      return [[table, ref] as const];
    }),
  );
  return { of: (table) => refs.get(table), columns: (table) => columns.get(table) };
}

function implementOrder(
  builder: Builder,
  table: Table,
  ref: Ref,
  orders: ReadonlyMap<Table, Ref>,
  aggregatesOf: (table: Table) => Ref | undefined,
  enums: Enums,
): void {
  const relations = table.edges.flatMap((edge) => {
    const type = edge.kind === "relation" && (edge.many ? aggregatesOf(edge.target) : orders.get(edge.target));
    return type ? [{ edge, type }] : [];
  });
  builder.inputType(ref, {
    description: `One thing that rows of ${table.name} are ordered by: a column, a column of a related row, or what many related rows come to.`,
    isOneOf: true,
    fields: (t: FieldBuilder) => ({
      ...columnFields(
        t,
        table.columns.filter(({ type }) => isOrdered(type)),
        enums,
      ),
      ...Object.fromEntries(
        relations.map(({ edge, type }) => [
          inputField(edge.field),
          t.field({ type, extensions: { sluice: { kind: edge.many ? "toMany" : "toOne", edge } } }),
        ]),
      ),
    }),
  });
}

function createAggregates(
  builder: Builder,
  table: Table,
  names: NonNullable<Table["aggregateOrder"]>,
  enums: Enums,
): Ref {
  const part = (name: string, columns: readonly Column[]): Ref | undefined =>
    columns.length === 0
      ? undefined
      : builder.inputType(name, { isOneOf: true, fields: (t) => columnFields(t, columns, enums) });
  const minMax = part(
    names.minMax,
    table.columns.filter(({ type }) => isOrdered(type)),
  );
  const sumAvg = part(
    names.sumAvg,
    table.columns.filter(({ type }) => isSummed(type)),
  );
  return builder.inputType(names.all, {
    description: `What many rows of ${table.name} come to. Without a row the count is 0, and everything else null.`,
    isOneOf: true,
    fields: (t) => {
      const field = (type: Ref, aggregate: "min" | "max" | "sum" | "avg") =>
        t.field({ type, extensions: { sluice: { kind: "aggregate", aggregate } } });
      return {
        count: t.field({ type: enums.direction, extensions: { sluice: { kind: "count" } } }),
        ...(minMax && { min: field(minMax, "min"), max: field(minMax, "max") }),
        ...(sumAvg && { sum: field(sumAvg, "sum"), avg: field(sumAvg, "avg") }),
      };
    },
  });
}

function columnFields(t: FieldBuilder, columns: readonly Column[], enums: Enums) {
  return Object.fromEntries(
    columns.map((column) => [
      inputField(column.field),
      t.field({ type: enums.direction, extensions: { sluice: { kind: "column", column } } }),
    ]),
  );
}

/** Tables with something to order by: their own, or that of a row that they lead to. An input needs a field. */
function orderableTables(tables: readonly Table[]): ReadonlySet<Table> {
  const orderable = new Set<Table>();
  const isOrderable = (table: Table) =>
    table.columns.some(({ type }) => isOrdered(type)) ||
    table.edges.some(({ kind, many, target }) => {
      return kind === "relation" && (many ? target.aggregateOrder !== undefined : orderable.has(target));
    });
  let size: number;
  do {
    size = orderable.size;
    for (const table of tables) if (isOrderable(table)) orderable.add(table);
  } while (orderable.size > size);
  return orderable;
}
