import { SluiceError } from "../../lib/index.ts";
import type { Column, Table } from "../../model/index.ts";
import { type Alias, type Fragment, sql } from "../../sql/index.ts";
import type { Input } from "../input.ts";
import { joined } from "./joined.ts";
import { nullValue } from "./null-value.ts";

/**
 * Columns of one row compared with each other; undefined where nothing is compared.
 *
 * @throws SluiceError BAD_USER_INPUT where two columns have types without an order between them.
 */
export function columnsCompared(input: Input, table: Table, alias: Alias, path: string): Fragment | undefined {
  const items = input.kind === "list" ? input.items : [];
  return joined(
    items.map((item, index) => comparisons(item, table, alias, `${path}[${index}]`)),
    sql` and `,
  );
}

function comparisons(input: Input, table: Table, alias: Alias, path: string): Fragment | undefined {
  if (input.kind !== "object") throw nullValue(path);
  const columns = input.entries.map((entry) => {
    const meaning = entry.field.extensions.sluice;
    if (meaning?.kind !== "compared") throw new Error(`The comparison ${path}.${entry.name} has no meaning.`);
    return { ...meaning, column: columnOf(entry.input, table, `${path}.${entry.name}`), path: `${path}.${entry.name}` };
  });
  const left = columns.find(({ comparator }) => comparator === undefined)?.column;
  if (!left) throw nullValue(`${path}.column`);
  return joined(
    columns.map(({ comparator, column: right, path: at }) => {
      if (comparator === undefined) return undefined;
      if (left.type.comparable !== right.type.comparable) throw incomparable(left, right, at);
      return sql`${value(left, alias)} ${left.type.operator(comparator)} ${value(right, alias)}${collate(left, right)}`;
    }),
    sql` and `,
  );
}

function columnOf(input: Input, table: Table, path: string): Column {
  if (input.kind !== "leaf") throw nullValue(path);
  const found = table.columnEnum?.values.find(({ name }) => name === input.value);
  if (!found) throw new Error(`${path} is no column.`);
  return found.column;
}

const value = (column: Column, alias: Alias): Fragment => column.type.compare(sql.column(alias, column.name));

/** Between two collations Postgres does not choose; here it is that of the column that is compared. */
function collate({ collation: own }: Column, { collation: other }: Column): Fragment {
  if (!own || !other || (own.schema === other.schema && own.name === other.name)) return sql.empty;
  return sql` collate ${sql.identifier(own.schema, own.name)}`;
}

function incomparable(left: Column, right: Column, path: string): SluiceError {
  return new SluiceError(
    "BAD_USER_INPUT",
    `${path} compares ${left.field} with ${right.field}, whose types have no order between them. Compare columns of one kind.`,
  );
}
