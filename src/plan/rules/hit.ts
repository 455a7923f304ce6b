import type { RowCondition, Table } from "../../model/index.ts";
import { type Alias, type Fragment, sql } from "../../sql/index.ts";
import { isPartlySeen, seenPart, where } from "../clauses.ts";
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
    const found =
      key && (rules.masked.size > 0 || (isPartlySeen(table) && mayFail(clients)))
        ? amongSeen(table, condition, alias, clients)
        : condition(alias);
    return all([found, rules.seen?.on(alias), filter?.on(alias)]);
  };
}

/** Those of them whose columns are seen that change by what they hold: whether they can would tell what that is. */
export function holdingSeen(
  { rules }: Table,
  assignments: readonly { readonly change: string; readonly column: { readonly name: string } }[],
  condition: ConditionOn,
): ConditionOn {
  const held = assignments.flatMap(({ change, column }): RowCondition[] => {
    const mask = change === "patch" ? undefined : rules?.masked.get(column.name);
    return mask ? [mask] : [];
  });
  return (alias) => all([condition(alias), ...held.map((mask) => mask.on(alias))]);
}

/**
 * Whether a row is one of those that are found among what is seen. Where somebody else changes the row meanwhile, Postgres
 * looks again at what is said of the row itself, and not at what a subquery found: so it is said of both.
 */
function amongSeen(
  table: Table,
  condition: ConditionOn,
  alias: Alias,
  filter: Input | undefined,
): Fragment | undefined {
  const [seen, itself] = [sql.alias("v"), sql.alias("v")];
  const key = (rows: Alias) =>
    sql.join(
      (table.key ?? []).map(({ name }) => sql.column(rows, name)),
      sql`, `,
    );
  const [found, again] = [condition(seen), condition(itself)];
  if (!found || !again) return undefined;
  const source = filteredRows(table, seen, () => undefined, filter);
  const among = sql`(${key(alias)}) in (select ${key(seen)} from ${source.rows}${where([source.condition, found])})`;
  const holds = sql`exists (select from ${seenPart(table, alias, itself)} where ${again})`;
  // One that may fail is not asked of a row that is not seen here either.
  const row = mayFail(filter) ? table.rules?.seen?.on(alias) : undefined;
  return sql`${among} and ${row ? sql`case when ${row} then ${holds} end` : holds}`;
}

function all(conditions: readonly (Fragment | undefined)[]): Fragment | undefined {
  const present = conditions.filter((condition) => condition !== undefined);
  return present.length > 0 ? sql.join(present, sql` and `) : undefined;
}
