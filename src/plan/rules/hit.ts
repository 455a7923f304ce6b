import type { Table } from "../../model/index.ts";
import { type Alias, type Fragment, sql } from "../../sql/index.ts";
import { from } from "../clauses.ts";
import type { ConditionOn } from "../rows-scope.ts";

/**
 * The rows that a role hits when it writes those that fulfil a condition of the client's: none that it does not see, none that
 * its rule does not let it write, and a column that is not seen decides nothing.
 */
export function hit(table: Table, verb: "update" | "delete", condition: ConditionOn): ConditionOn {
  const { rules, key } = table;
  if (!rules) return condition;
  const filter = rules[verb]?.filter;
  return (alias) => {
    // Where somebody else changes the row meanwhile, Postgres looks at what is said of the row itself again.
    const found = rules.masked.size > 0 && key ? amongSeen(table, condition, alias) : condition(alias);
    return both(both(found, rules.seen?.on(alias)), filter?.on(alias));
  };
}

/** Whether a row is one of those that are found among what is seen. */
function amongSeen(table: Table, condition: ConditionOn, alias: Alias): Fragment {
  const seen = sql.alias("v");
  const key = (rows: Alias) =>
    sql.join(
      (table.key ?? []).map(({ name }) => sql.column(rows, name)),
      sql`, `,
    );
  const found = condition(seen);
  return sql`(${key(alias)}) in (select ${key(seen)} from ${from(table, seen)}${found ? sql` where ${found}` : sql.empty})`;
}

function both(one: Fragment | undefined, other: Fragment | undefined): Fragment | undefined {
  return one && other ? sql`${one} and ${other}` : (one ?? other);
}
