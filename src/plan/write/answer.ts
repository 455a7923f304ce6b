import { type Column, mostRows, type Table } from "../../model/index.ts";
import { type Alias, type Fragment, sql } from "../../sql/index.ts";
import { rowKey } from "../keys.ts";
import { rowsPlace } from "../link-place.ts";
import type { WriteMeaning } from "../meaning.ts";
import { neededColumns } from "../needed-columns.ts";
import type { RowsScope } from "../rows-scope.ts";
import { type Selected, selectionOf } from "../selection.ts";

/** What is answered of rows that were written. */
export interface WriteAnswer {
  /** The columns that it is made of. */
  readonly needed: readonly Column[];
  /** Whether it has rows that related rows are read with, which the same statement would find as they were before. */
  readonly hasRelated: boolean;
  /** Whether it has rows at all, and not only their number. */
  readonly showsRows: boolean;
  /**
   * As one JSON text, from the rows that the alias stands for.
   *
   * @param count how many were written; all of these where left out.
   */
  print(rows: Alias, count?: Fragment): Fragment;
}

export function answerOf(root: Selected, meaning: WriteMeaning, path: string, scope: RowsScope): WriteAnswer {
  if (meaning.many && meaning.verb !== "create") return batchAnswer(root, meaning.table, path, scope);
  const selection = selectionOf(root, scope);
  const print = meaning.many ? listOf : rowOf;
  return {
    needed: neededColumns(selection),
    hasRelated: selection.some(isRelated),
    showsRows: true,
    print: (rows) => sql`(${print(selection, rows, path, scope)})::${sql.own("text")}`,
  };
}

function batchAnswer(root: Selected, table: Table, path: string, scope: RowsScope): WriteAnswer {
  const parts = selectionOf(root, scope).map((part) => {
    const isNodes = part.meaning.kind === "batch" && part.meaning.part === "nodes";
    return { part, selection: isNodes ? selectionOf(part, scope) : undefined };
  });
  const selected = parts.flatMap(({ selection = [] }) => selection);
  const showsRows = parts.some(({ selection }) => selection !== undefined);
  const order = showsRows ? (table.key ?? []) : [];
  return {
    needed: [...new Set([...neededColumns(selected), ...order])],
    hasRelated: selected.some(isRelated),
    showsRows,
    print(rows, count = countOf(rows)) {
      const batch = sql.alias("b");
      const printed = parts.map(({ part, selection }) => {
        const value = selection
          ? listOf(selection, rows, rowsPlace(`${path}.${part.key}`, part.type), scope, {
              order,
              most: mostRows(table, scope.maxLimit),
            })
          : count;
        return sql`(${value}) as ${sql.identifier(rowKey(part.key))}`;
      });
      return sql`(select ${sql.own("row_to_json")}(${sql.reference(batch)}.*) from (select ${sql.join(printed, sql`, `)}) as ${sql.reference(batch)})::${sql.own("text")}`;
    },
  };
}

export const countOf = (rows: Alias): Fragment => sql`select ${sql.own("count")}(*) from ${sql.reference(rows)}`;

function isRelated({ meaning }: Selected): boolean {
  return meaning.kind === "connection" || (meaning.kind === "edge" && meaning.edge.kind === "relation");
}

function rowOf(selection: readonly Selected[], rows: Alias, path: string, scope: RowsScope): Fragment {
  const row = sql.alias("r");
  return sql`select ${sql.own("row_to_json")}(${sql.reference(row)}.*) from (${printed(selection, rows, path, scope)}) as ${sql.reference(row)}`;
}

interface Batch {
  /** The key: Postgres writes rows in the order in which it comes to them, which may be another one each time. */
  readonly order: readonly Column[];
  /** The most rows that there may be; one more says that there are too many. */
  readonly most: number;
}

/** @param batch where left out, all rows in the order in which they are there. */
function listOf(selection: readonly Selected[], rows: Alias, path: string, scope: RowsScope, batch?: Batch): Fragment {
  const row = sql.alias("r");
  return sql`select coalesce(${sql.own("json_agg")}(${sql.reference(row)}.*), '[]'::${sql.own("json")}) from (${printed(selection, rows, path, scope, batch)}) as ${sql.reference(row)}`;
}

function printed(selection: readonly Selected[], rows: Alias, path: string, scope: RowsScope, batch?: Batch): Fragment {
  const alias = sql.alias("t");
  const columns = (batch?.order ?? []).map(({ name }) => sql.column(alias, name));
  const order = columns.length > 0 ? sql` order by ${sql.join(columns, sql`, `)}` : sql.empty;
  const limit = batch ? sql` limit ${sql.bind(() => batch.most + 1)}` : sql.empty;
  return sql`select ${scope.printRow(selection, alias, path, scope)} from ${sql.reference(rows)} as ${sql.reference(alias)}${order}${limit}`;
}
