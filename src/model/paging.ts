import { ownerOf, type TableHead } from "./heads.ts";
import {
  aggregateOrderNames,
  columnComparisonName,
  columnEnumName,
  columnEnumValue,
  connectionField,
  connectionName,
  edgeName,
} from "./inflection.ts";
import { isOrdered } from "./measures.ts";
import type { AggregateOrder, Column, ColumnEnum, Connection } from "./model.ts";
import type { Names, Owner } from "./names.ts";
import { columnRemedies } from "./remedies.ts";

/** The names that a table needs for what its rows are ordered, told apart and paged by. */
export interface PagingNames {
  readonly connection: Connection | undefined;
  readonly columnEnum: string | undefined;
  readonly aggregateOrder: AggregateOrder | undefined;
}

/** Taken once every table has its own names, so that none of these is in the way of a table. */
export function claimPaging(head: TableHead, names: Names): PagingNames {
  const { typeName } = head;
  const columnEnum = columnEnumName(typeName);
  const aggregateOrder = aggregateOrderNames(typeName);
  const orders = Object.values(aggregateOrder);
  return {
    connection: head.keys.some((key) => key.primary) ? claimConnection(head, names) : undefined,
    columnEnum: names.claim("type", [columnEnum, columnComparisonName(typeName)], ownerOf(head, "columns"))
      ? columnEnum
      : undefined,
    aggregateOrder: names.claim("type", orders, ownerOf(head, "order by aggregates")) ? aggregateOrder : undefined,
  };
}

function claimConnection(head: TableHead, names: Names): Connection | undefined {
  const owner = ownerOf(head, "connection");
  const connection = {
    field: connectionField(head.named),
    typeName: connectionName(head.typeName),
    edgeName: edgeName(head.typeName),
  };
  const isFree =
    names.claim("type", [connection.typeName, connection.edgeName], owner) &&
    names.claim("Query", connection.field, owner);
  return isFree ? connection : undefined;
}

/** The columns that have an order, under their values' names; undefined where there is none. */
export function exposeColumnEnum(
  head: TableHead,
  name: string | undefined,
  columns: readonly Column[],
  names: Names,
): ColumnEnum | undefined {
  if (name === undefined) return undefined;
  const values = columns
    .filter((column) => isOrdered(column.type))
    .map((column) => ({ name: columnEnumValue(column.field), column }))
    .filter((value) => names.claim(name, value.name, ownerOfValue(head, value.column)));
  return values.length > 0 ? { name, comparisonName: columnComparisonName(head.typeName), values } : undefined;
}

function ownerOfValue({ database, catalog, override, place }: TableHead, { name }: Column): Owner {
  const column = catalog.columns.find((each) => each.name === name);
  const remedies = column ? columnRemedies(override.column(column).path, catalog, name) : [];
  return { place: `${place}.${name} (in distinctOn)`, database, remedies };
}
