import type { Table } from "../../model/index.ts";

/** The types that a table makes, and its fields as `Query.shopOrders` and `ShopOrder.total`. */
export function generatedNames(table: Table): ReadonlySet<string> {
  const { typeName, connection, columnEnum, aggregateOrder, writes } = table;
  const { create, update, delete: remove, upsert, references } = writes;
  const types = [table, connection, columnEnum, aggregateOrder, writes, create, update, upsert, references];
  const queries = [table.listField, connection?.field, ...table.lookups.map(({ field }) => field)];
  const mutations = [create, update, remove].flatMap((fields) => (fields ? [fields.one, fields.many] : []));
  const nested = table.nested.flatMap((each) => [each.create, each.patch]);
  const own = [...table.columns, ...table.edges, ...table.connections].map(({ field }) => field);
  return new Set([
    ...[...types, ...nested].flatMap((each) => Object.values(each ?? {}).filter((value) => typeof value === "string")),
    ...table.columns.flatMap(({ type: { named } }) => (typeof named === "string" ? [] : [named.name])),
    ...queries.map((field) => `Query.${field}`),
    ...[...mutations, upsert?.field].map((field) => `Mutation.${field}`),
    ...own.map((field) => `${typeName}.${field}`),
  ]);
}
