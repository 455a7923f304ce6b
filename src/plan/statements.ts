import { SluiceError } from "../lib/index.ts";
import type { Lookup, Table } from "../model/index.ts";
import { type Bind, compile, type Fragment, sql } from "../sql/index.ts";
import { boundValue } from "./bound.ts";
import { connection } from "./connection.ts";
import { cursorOf } from "./cursor.ts";
import { statementName } from "./keys.ts";
import type { LinkPlan, RootPlan, Statement } from "./plan.ts";
import { printRow } from "./row.ts";
import { manyRows, oneRow } from "./rows.ts";
import type { ConditionOn, PendingLink, RowsScope } from "./rows-scope.ts";
import type { Selected, SelectionScope } from "./selection.ts";

export interface StatementScope extends SelectionScope {
  readonly maxLimit: number;
}

/** A root field and every link below it, each planned as one statement. */
export function planRoot(root: Selected, scope: StatementScope): Omit<RootPlan, "cost"> {
  const links = new Map<string, LinkPlan>();
  const pending: PendingLink[] = [];
  const rows: RowsScope = { ...scope, links: pending, printRow };
  const statement = rootStatement(root, rows);
  // Links below links are found while their statement is planned, and join the end of the list.
  for (const link of pending) links.set(link.path, planLink(link, rows));
  return { statement, links };
}

function rootStatement(root: Selected, scope: RowsScope): Statement {
  switch (root.meaning.kind) {
    case "list": {
      const { table } = root.meaning;
      return prepare(
        table,
        sql`select (${manyRows(table, root, () => undefined, root.key, scope)})::${sql.own("text")}`,
      );
    }
    case "lookup": {
      const { lookup } = root.meaning;
      return prepare(
        lookup.table,
        sql`select (${oneRow(lookup.table, root, byKey(lookup, root), root.key, scope)})::${sql.own("text")}`,
      );
    }
    case "connection": {
      const { table } = root.meaning;
      return prepare(
        table,
        sql`select (${connection(table, root, () => undefined, root.key, scope)})::${sql.own("text")}`,
      );
    }
    default:
      throw new Error(`${root.field.name} is no root field of a table.`);
  }
}

function byKey(lookup: Lookup, root: Selected): ConditionOn {
  return (alias) =>
    sql.join(
      lookup.columns.map((column) => {
        const input = root.inputs.get(column.field);
        if (input?.kind !== "leaf") throw new Error(`${root.field.name} needs ${column.field}.`);
        return sql`${column.type.compare(sql.column(alias, column.name))} ${column.type.operator("=")} ${boundValue(input.bind, column.type, column.field)}`;
      }),
      sql` and `,
    );
}

/** One answer per key, in the order of the keys: the rows of all parents in one statement, each with its own order and limit. */
function planLink(link: PendingLink, scope: RowsScope): LinkPlan {
  const { edge, selected, path } = link;
  const keys = sql.alias("k");
  const names = edge.pairs.map((_, index) => `k${index + 1}`);
  const arrays = edge.pairs.map((pair, index) => {
    const bind: Bind = (values) => values.keys[index];
    return sql`${sql.bind(bind)}::${pair.sqlType}[]`;
  });
  const condition: ConditionOn = (alias) =>
    sql.join(
      edge.pairs.map(
        (pair, index) =>
          sql`${pair.target.type.compare(sql.column(alias, pair.target.name))} ${pair.target.type.operator("=")} ${sql.column(keys, names[index] ?? "")}`,
      ),
      sql` and `,
    );
  const rows = edge.many ? manyRows : oneRow;
  const columns = sql.join(
    names.map((name) => sql.identifier(name)),
    sql`, `,
  );
  const text = sql`select coalesce(${sql.own("json_agg")}((${rows(edge.target, selected, condition, path, scope)})), '[]'::${sql.own("json")})::${sql.own("text")} from ${sql.own("unnest")}(${sql.join(arrays, sql`, `)}) as ${sql.reference(keys)}(${columns})`;
  return { edge, statement: prepare(edge.target, text) };
}

/**
 * The longest statement that connections prepare, in characters. Each keeps two hundred of them, parsed, and one of this
 * length takes megabytes.
 */
const longestPrepared = 32_768;

/** The protocol counts parameters in 16 bits (manual, section 54.7, "Bind"). */
const mostBinds = 65_535;

function prepare(table: Table, fragment: Fragment): Statement {
  const { text, binds } = compile(fragment, table.taken);
  if (binds.length > mostBinds) {
    throw new SluiceError(
      "LIMIT_EXCEEDED",
      `${binds.length} values in one statement; Postgres takes at most ${mostBinds}. Use in: […] for many values of one column.`,
      { limit: "valuesPerStatement" },
    );
  }
  const name = text.length <= longestPrepared ? statementName(text) : undefined;
  const cursors = new Map(
    binds.flatMap((bind, index) => {
      const argument = cursorOf(bind);
      return argument ? [[index + 1, argument] as const] : [];
    }),
  );
  return { database: table.database, name, text, binds, cursors };
}
