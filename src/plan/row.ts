import type { Column, Edge } from "../model/index.ts";
import { type Alias, type Fragment, sql } from "../sql/index.ts";
import { edgeCondition } from "./edge-condition.ts";
import { printVersion } from "./etag.ts";
import { printId } from "./global-id.ts";
import { rowKey } from "./keys.ts";
import { rowsPlace } from "./link-place.ts";
import { printValue, selectedParts } from "./objects.ts";
import { connection } from "./pages/connection.ts";
import { manyRows, oneRow } from "./rows.ts";
import type { ConditionOn, PrintRow, RowsScope } from "./rows-scope.ts";
import type { Selected } from "./selection.ts";
import { printColumns } from "./typed-row.ts";

export const printRow: PrintRow = (selection, alias, path, scope) => {
  const needed = new Set<Column>();
  const printed = selection.flatMap((selected) => {
    if (selected.meaning.kind === "custom") {
      for (const column of selected.meaning.needs) needed.add(column);
      return [];
    }
    const as = sql.identifier(rowKey(selected.key));
    return [sql`${printField(selected, alias, `${path}.${selected.key}`, scope)} as ${as}`];
  });
  return sql.join(needed.size > 0 ? [...printed, printColumns([...needed], alias)] : printed, sql`, `);
};

function printField(selected: Selected, alias: Alias, path: string, scope: RowsScope): Fragment {
  const { meaning } = selected;
  if (meaning.kind === "column") {
    return printValue(meaning.column.type, sql.column(alias, meaning.column.name), selectedParts(selected, scope));
  }
  if (meaning.kind === "etag") return printVersion(meaning.column, alias);
  if (meaning.kind === "id") return printId(meaning.table, alias);
  if (meaning.kind === "connection" && meaning.edge) {
    const { edge } = meaning;
    const condition: ConditionOn = (target) => edgeCondition(edge, alias, target);
    return sql`(${connection(edge.target, selected, condition, rowsPlace(path, selected.type), scope)})`;
  }
  if (meaning.kind !== "edge") throw new Error(`${path} is no field of a row.`);
  const { edge } = meaning;
  if (edge.kind === "link") {
    scope.links.push({ path, edge, selected });
    return linkKey(edge, alias);
  }
  const condition: ConditionOn = (target) => edgeCondition(edge, alias, target);
  const rows = edge.many ? manyRows : oneRow;
  return sql`(${rows(edge.target, selected, condition, rowsPlace(path, selected.type), scope)})`;
}

/** The values that a link follows, as text: one, or an array of several; null where one of them is. */
function linkKey(edge: Edge, alias: Alias): Fragment {
  const values = edge.pairs.map((pair) => sql`${sql.column(alias, pair.source.name)}::${sql.own("text")}`);
  if (values.length === 1) return sql.join(values, sql.empty);
  const nulls = edge.pairs.map((pair) => sql`${sql.column(alias, pair.source.name)} is null`);
  return sql`case when ${sql.join(nulls, sql` or `)} then null else array[${sql.join(values, sql`, `)}] end`;
}
