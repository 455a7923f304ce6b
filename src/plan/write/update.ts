import type { Table } from "../../model/index.ts";
import { type Alias, type Fragment, sql } from "../../sql/index.ts";
import { itself, where } from "../clauses.ts";
import type { ConditionOn } from "../rows-scope.ts";
import { type Assignment, setList } from "./assignments.ts";
import { record } from "./record.ts";
import { type Returned, returning } from "./returned.ts";

/** Changes the rows that fulfil a condition: `with w as (update …)`. */
export function updateRows(
  table: Table,
  assignments: readonly Assignment[],
  condition: ConditionOn,
  returned: Returned,
  written: Alias,
): Fragment {
  const [alias, given] = [sql.alias("t"), sql.alias("r")];
  const sets = setList(table, assignments, alias, given, 0);
  return sql`${sql.reference(written)} as (
update ${itself(table, alias)} set ${sql.join(sets, sql`, `)}
from ${record(assignments, given)}${where([condition(alias)])}${returning(table, returned, alias)}
)`;
}
