import type { Column, Table } from "../model/index.ts";
import { type Fragment, sql } from "../sql/index.ts";
import { from, where } from "./clauses.ts";
import { badId, type IdArgument } from "./global-id.ts";
import { typeKey } from "./keys.ts";
import { opaqueBind } from "./opaque.ts";
import { type KeyPart, perKey } from "./per-key.ts";
import type { Statement } from "./plan.ts";
import { prepare } from "./prepare.ts";
import type { ConditionOn, RowsScope } from "./rows-scope.ts";
import { type Selected, selectionOf } from "./selection.ts";

/** Rows of one table by their ids, whose values are the statement's keys: one answer for each, null where there is no row. */
export function planNodes(
  table: Table,
  argument: IdArgument,
  selected: Selected,
  path: string,
  scope: RowsScope,
): Statement {
  const parts = (table.idColumns ?? []).map((column, index) =>
    keyPart(
      column,
      opaqueBind(
        (values) => values.keys[index],
        () => badId(argument),
      ),
    ),
  );
  return prepare(
    table,
    perKey(parts, (condition) => typedRow(table, selected, condition, path, scope)),
  );
}

/** As a row that a field of its own type finds, and the name of its type. */
function typedRow(table: Table, selected: Selected, condition: ConditionOn, path: string, scope: RowsScope): Fragment {
  const [alias, row] = [sql.alias("t"), sql.alias("r")];
  const selection = selectionOf(selected, scope);
  const type = sql`${sql.bind(() => table.typeName)}::${sql.own("text")} as ${sql.identifier(typeKey)}`;
  const list = selection.length > 0 ? sql`${type}, ${scope.printRow(selection, alias, path, scope)}` : type;
  return sql`select ${sql.own("row_to_json")}(${sql.reference(row)}.*) from (
select ${list} from ${from(table, alias)}${where([condition(alias)])}
) as ${sql.reference(row)}`;
}

/** A column of a key beside the values of it in all keys, as texts. */
export function keyPart(column: Column, values: Fragment): KeyPart {
  const { type } = column;
  if (!type.list) return { column, array: sql`${values}::${type.sqlArrayType}` };
  // An array of arrays would fall apart into their elements.
  return {
    column,
    array: sql`${values}::${sql.own("text")}[]`,
    read: (value) => sql`${value}::${type.sqlType}`,
  };
}
