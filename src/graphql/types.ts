import type { ImplementableObjectRef } from "@pothos/core";
import type { Model, Table } from "../model/index.ts";
import type { Builder, Row } from "./builder.ts";
import { createColumnComparisons } from "./column-comparisons.ts";
import { type Connections, createConnections } from "./connections.ts";
import { createEnums, type Enums } from "./enums.ts";
import { createFilters } from "./filters.ts";
import { createWhere } from "./inputs.ts";
import type { TableInputs } from "./list.ts";
import { createNode, type NodeRef } from "./nodes.ts";
import { createOrders } from "./orders.ts";
import { createRelationFilters } from "./relation-filters.ts";
import { createValueInputs, type ValueInputs } from "./value-inputs.ts";
import { createValues, type Values } from "./values.ts";

export type RowRef = ImplementableObjectRef<Builder["$inferSchemaTypes"], Row>;

/** References to the types of every table, made before any of them has fields, so that they can point at each other. */
export interface TableTypes {
  row(table: Table): RowRef;
  inputs(table: Table): TableInputs;
  readonly connections: Connections;
  readonly enums: Enums;
  readonly values: Values;
  readonly valueInputs: ValueInputs;
  /** The interface of rows with an id; undefined where there are none. */
  readonly node: NodeRef | undefined;
}

export function createTableTypes(builder: Builder, model: Model): TableTypes {
  const enums = createEnums(builder);
  const values = createValues(builder, enums);
  const valueInputs = createValueInputs(builder, enums);
  const filters = createFilters(builder, enums, valueInputs);
  const tables = model.databases.flatMap((database) => database.tables);
  const rows = new Map(tables.map((table): [Table, RowRef] => [table, builder.objectRef<Row>(table.typeName)]));
  const orders = createOrders(builder, tables, enums);
  const comparisons = createColumnComparisons(builder, (table) => orders.columns(table));
  const relations = createRelationFilters(builder, filters, (table) => known(inputs, table).where);
  const inputs: ReadonlyMap<Table, TableInputs> = new Map(
    tables.map((table): [Table, TableInputs] => [
      table,
      {
        where: createWhere(builder, table, filters, relations, comparisons),
        orderBy: orders.of(table),
        columns: orders.columns(table),
      },
    ]),
  );
  return {
    enums,
    values,
    valueInputs,
    node: model.relay ? createNode(builder) : undefined,
    row: (table) => known(rows, table),
    connections: createConnections(builder, tables, (table) => known(rows, table)),
    inputs: (table) => known(inputs, table),
  };
}

function known<Value>(map: ReadonlyMap<Table, Value>, table: Table): Value {
  const value = map.get(table);
  if (value === undefined) throw new Error(`${table.typeName} is not in the model.`);
  return value;
}
