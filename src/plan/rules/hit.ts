import type { Table } from "../../model/index.ts";
import { type Alias, type Fragment, sql } from "../../sql/index.ts";
import { isPartlySeen, where } from "../clauses.ts";
import { filteredRows } from "../filter/fence.ts";
import { mayFail } from "../filter/may-fail.ts";
import type { Input } from "../input.ts";
import type { ConditionOn } from "../rows-scope.ts";

/**
 * The rows that a role hits when it writes those that fulfil a condition of the client's: none that it does not see, none that
 * its rule does not let it write, and a column that is not seen decides nothing.
 *
 * @param clients the filter of the client that the condition was made of.
 */
export function hit(table: Table, verb: "update" | "delete", condition: ConditionOn, clients?: Input): ConditionOn {
  const { rules, key } = table;
  if (!rules) return condition;
  const filter = rules[verb]?.filter;
  return (alias) => {
    // Where somebody else changes the row meanwhile, Postgres looks at what is said of the row itself again.
    const found =
      key && (rules.masked.size > 0 || (isPartlySeen(table) && mayFail(clients)))
        ? amongSeen(table, condition, alias, clients)
        : condition(alias);
    return both(both(found, rules.seen?.on(alias)), filter?.on(alias));
  };
}

/** Whether a row is one of those that are found among what is seen. */
function amongSeen(table: Table, condition: ConditionOn, alias: Alias, filter: Input | undefined): Fragment {
  const seen = sql.alias("v");
  const key = (rows: Alias) =>
    sql.join(
      (table.key ?? []).map(({ name }) => sql.column(rows, name)),
      sql`, `,
    );
  const source = filteredRows(table, seen, () => undefined, filter);
  return sql`(${key(alias)}) in (select ${key(seen)} from ${source.rows}${where([source.condition, condition(seen)])})`;
}

function both(one: Fragment | undefined, other: Fragment | undefined): Fragment | undefined {
  return one && other ? sql`${one} and ${other}` : (one ?? other);
}
