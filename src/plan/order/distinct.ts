import { SluiceError } from "../../lib/index.ts";
import type { Table } from "../../model/index.ts";
import { type Alias, type Fragment, sql } from "../../sql/index.ts";
import type { Input } from "../input.ts";
import { columnTerm, type Order } from "./order.ts";
import type { OrderTerm } from "./order-term.ts";

/**
 * `distinctOn`: of rows that are equal in these columns only the first. Postgres needs the order to begin with them.
 *
 * @throws SluiceError BAD_USER_INPUT where the given order begins with something else.
 */
export function distinctOn(
  input: Input | undefined,
  order: Order,
  table: Table,
  alias: Alias,
): { readonly distinct: Fragment; readonly order: Order } {
  const names = input?.kind === "leaf" && Array.isArray(input.value) ? new Set(input.value) : new Set();
  const chosen = table.columnEnum?.values.filter(({ name }) => names.has(name)) ?? [];
  if (chosen.length === 0) return { distinct: sql.empty, order };
  const columns = new Set(chosen.map(({ column }) => column));
  // The key that closes every order was not asked for.
  const given = order.terms.filter((term) => term.direction !== undefined);
  const leading = given.slice(0, columns.size);
  const wrong = leading.find((term) => !term.column || !columns.has(term.column));
  if (wrong) throw misplaced(wrong, [...names].join(", "));
  const missing = [...columns].filter((column) => !leading.some((term) => term.column === column));
  const first = [
    ...leading,
    ...missing.map((column) => columnTerm(column, { alias, prefix: "", isThere: undefined }, undefined)),
  ];
  const paths = new Set(first.map((term) => term.path));
  const distinct = sql` distinct on (${sql.join(
    first.map((term) => term.expression),
    sql`, `,
  )})`;
  return { distinct, order: { ...order, terms: [...first, ...order.terms.filter((term) => !paths.has(term.path))] } };
}

function misplaced(term: OrderTerm, names: string): SluiceError {
  return new SluiceError(
    "BAD_USER_INPUT",
    `distinctOn: [${names}] needs an orderBy that begins with these columns, and it has ${term.path} before all of them are there. Order by them first, in any order and direction, or leave orderBy out.`,
  );
}
