import type { Table } from "../../model/index.ts";
import { type Alias, type Bind, type Fragment, sql } from "../../sql/index.ts";
import { type Budget, relationCost } from "../budget.ts";
import { type GivenColumn, sameColumns } from "./columns-given.ts";
import { recordField, records } from "./record.ts";
import { freeName, type Returned, returnedNames, returning } from "./returned.ts";

/** What the statement is to do where there is a row with the same key already. */
export type OnConflict = (inserted: Alias) => Fragment;

/**
 * Makes rows and answers them in the order in which they were given: `with w as (insert …)`. Rows that give different columns
 * are inserted by statements of their own, because only a column that is left out has its default.
 *
 * @throws SluiceError LIMIT_EXCEEDED for more of these than one request may need.
 */
export function insertRows(
  table: Table,
  rows: readonly (readonly GivenColumn[])[],
  returned: Returned,
  written: Alias,
  budget: Budget,
  onConflict: OnConflict = () => sql.empty,
): Fragment {
  const places = rows.map((row, place) => ({ row, place }));
  const groups = [...Map.groupBy(places, ({ row }) => sameColumns(row)).values()];
  budget.spend(relationCost * Math.max(0, groups.length - 1));
  if (groups.length === 0) return noRows(table, returned, written);
  if (groups.length === 1) {
    return sql`${sql.reference(written)} as (
${insert(table, rows, returned, onConflict)}
)`;
  }
  const parts = groups.map((group) => ({ group, alias: sql.alias("i") }));
  const inserts = parts.map(({ group, alias }) => {
    const own = group.map(({ row }) => row);
    return sql`${sql.reference(alias)} as (
${insert(table, own, returned, onConflict)}
)`;
  });
  const names = returnedNames(returned);
  const helpers = helperNames(names);
  const placed = parts.map(({ group, alias }) => placedRows(alias, group, names, helpers));
  return sql`${sql.join(inserts, sql`, `)}, ${sql.reference(written)} as (
${sql.join(placed, sql`\nunion all\n`)}
order by ${sql.identifier(helpers.place)}
)`;
}

function noRows({ schema, name }: Table, { columns, flags }: Returned, written: Alias): Fragment {
  const alias = sql.alias("t");
  const list = [
    ...columns.map((column) => sql.column(alias, column.name)),
    ...flags.map((flag) => sql`true as ${sql.identifier(flag.name)}`),
  ];
  return sql`${sql.reference(written)} as (
select ${sql.join(list, sql`, `)} from ${sql.identifier(schema, name)} as ${sql.reference(alias)} where false
)`;
}

function insert(
  table: Table,
  rows: readonly (readonly GivenColumn[])[],
  returned: Returned,
  onConflict: OnConflict,
): Fragment {
  const { schema, name } = table;
  const [alias, given] = [sql.alias("t"), sql.alias("r")];
  const into = sql`insert into ${sql.identifier(schema, name)} as ${sql.reference(alias)}`;
  const columns = rows[0] ?? [];
  const tail = sql`${onConflict(alias)}${returning(table, returned, alias)}`;
  if (columns.length === 0) {
    if (rows.length === 1) return sql`${into} default values${tail}`;
    const count: Bind = () => rows.length;
    return sql`${into} select from ${sql.own("generate_series")}(1, ${sql.bind(count)}::${sql.own("int4")})${tail}`;
  }
  const names = columns.map(({ column }) => sql.identifier(column.name));
  const values = columns.map((column, index) => recordField(column, given, index));
  return sql`${into} (${sql.join(names, sql`, `)})
select ${sql.join(values, sql`, `)} from ${records(rows, given)}${tail}`;
}

interface HelperNames {
  readonly place: string;
  readonly number: string;
}

/** Names that no column has. */
function helperNames(names: readonly string[]): HelperNames {
  const taken = names.map((name) => ({ name }));
  return { place: freeName("place", taken), number: freeName("number", taken) };
}

/** Rows of one statement beside their places among all. */
function placedRows(
  alias: Alias,
  group: readonly { readonly place: number }[],
  names: readonly string[],
  helpers: HelperNames,
): Fragment {
  const [numbered, places] = [sql.alias("n"), sql.alias("p")];
  const bind: Bind = () => group.map(({ place }) => place);
  const columns = names.map((name) => sql`${sql.column(numbered, name)}, `);
  return sql`select ${sql.join(columns, sql.empty)}${sql.column(places, "place")} as ${sql.identifier(helpers.place)}
from (select *, ${sql.own("row_number")}() over () as ${sql.identifier(helpers.number)} from ${sql.reference(alias)}) as ${sql.reference(numbered)}
join ${sql.own("unnest")}(${sql.bind(bind)}::${sql.own("int4")}[]) with ordinality as ${sql.reference(places)}(place, number) on ${sql.column(places, "number")} = ${sql.column(numbered, helpers.number)}`;
}
