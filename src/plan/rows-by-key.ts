import type { Table } from "../model/index.ts";
import { type Fragment, sql } from "../sql/index.ts";
import { from, where } from "./clauses.ts";
import { keyPart } from "./nodes.ts";
import { perKey } from "./per-key.ts";
import type { Statement } from "./plan.ts";
import { prepare } from "./prepare.ts";
import { oneRow } from "./rows.ts";
import type { ConditionOn, RowsScope } from "./rows-scope.ts";
import type { Selected } from "./selection.ts";
import { printColumns } from "./typed-row.ts";

/** Rows with what is selected of them: one answer for each key, null where there is no row. */
export function rowsByKey(selected: Selected, table: Table, path: string, scope: RowsScope): Statement {
  return byKeys(table, (condition) => oneRow(table, selected, condition, path, scope));
}

/** The same with all columns, as `readTypedRow` reads them. */
export function typedRowsByKey(table: Table): Statement {
  return byKeys(table, (condition) => {
    const [alias, row] = [sql.alias("t"), sql.alias("r")];
    return sql`select ${sql.own("row_to_json")}(${sql.reference(row)}.*) from (
select ${printColumns(table.columns, alias)} from ${from(table, alias)}${where([condition(alias)])}
) as ${sql.reference(row)}`;
  });
}

function byKeys(table: Table, answer: (condition: ConditionOn) => Fragment): Statement {
  const parts = (table.key ?? []).map((column, index) =>
    keyPart(
      column,
      sql.bind((scope) => scope.keys[index]),
    ),
  );
  return prepare(table, perKey(parts, answer));
}
