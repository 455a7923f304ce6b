import { createHash } from "node:crypto";
import { SluiceError } from "../../lib/index.ts";
import type { Table } from "../../model/index.ts";
import { type Bind, type BindScope, compile, type Fragment, sql } from "../../sql/index.ts";
import { opaqueBind, readOpaque } from "../opaque.ts";
import type { OrderTerm } from "../order/order-term.ts";

// A cursor holds the version, what tells this order of this table from any other, and what the row holds for each term of
// the order. It says where a row stands, not which row it was, so a page goes on from there after the row is gone.

const version = "1";

/** Tells one order of one table from any other: its terms, their directions and types. */
export function fingerprint(table: Table, terms: readonly OrderTerm[]): string {
  const parts = terms.map(({ path, direction = "ASC", type, notNull }) => {
    return [path, direction, compile(type.ownType).text, notNull];
  });
  const text = JSON.stringify([table.database, table.schema, table.name, parts]);
  return createHash("sha256").update(text).digest("base64url").slice(0, 16);
}

/** Begins the cursors of one order. */
export const cursorHead = (print: string): Fragment => sql.bind(() => [version, print]);

export type CursorArgument = "after" | "before";

/** What a cursor holds for each term of the order, bound. */
export function bindCursor(
  argument: CursorArgument,
  cursor: Bind,
  print: string,
  terms: readonly OrderTerm[],
): readonly Fragment[] {
  const known = new WeakMap<BindScope, readonly (string | null)[]>();
  const read = (scope: BindScope) => {
    const values = known.get(scope) ?? readCursor(argument, cursor(scope), print, terms);
    known.set(scope, values);
    return values;
  };
  return terms.map(({ type }, index) => {
    const value = opaqueBind(
      (scope) => read(scope)[index] ?? null,
      () => badCursor(argument, "is not a cursor"),
    );
    return sql`${value}::${type.ownType}`;
  });
}

/** @throws SluiceError BAD_USER_INPUT for whatever this field and this order did not give. */
export function readCursor(
  argument: CursorArgument,
  cursor: unknown,
  print: string,
  terms: readonly Pick<OrderTerm, "notNull">[],
): readonly (string | null)[] {
  const parts = readOpaque(cursor);
  if (!parts) throw badCursor(argument, "is not a cursor");
  const [itsVersion, itsPrint, ...values] = parts;
  if (itsVersion !== version) throw badCursor(argument, "is not a cursor of this version of the gateway");
  if (itsPrint !== print) throw badCursor(argument, "is a cursor of another field or another orderBy");
  const fits =
    terms.length === values.length && terms.every(({ notNull }, index) => !notNull || values[index] !== null);
  if (!fits) throw badCursor(argument, "is not a cursor");
  return values;
}

function badCursor(argument: CursorArgument, problem: string): SluiceError {
  return new SluiceError(
    "BAD_USER_INPUT",
    `${argument} ${problem}. Give a cursor as a page with the same orderBy gave it, unchanged, or leave ${argument} out.`,
  );
}
