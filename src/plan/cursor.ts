import { createHash } from "node:crypto";
import { SluiceError } from "../lib/index.ts";
import type { Table } from "../model/index.ts";
import { type Bind, type BindScope, compile, type Fragment, sql } from "../sql/index.ts";
import type { OrderTerm } from "./order-term.ts";

// A cursor is the base64url of a JSON array of texts: the version, what tells this order of this table from any other, and
// what the row holds for each term of the order, as Postgres prints it. It says where a row stands, not which row it was,
// so a page goes on from there after the row is gone.

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

/** The cursor of a row, given what the row holds for each term. */
export function printCursor(head: Fragment, values: readonly Fragment[]): Fragment {
  const texts = values.map((value) => sql`${value}::${sql.own("text")}`);
  const json = sql`${sql.own("to_json")}(${head}::${sql.own("text")}[] || array[${sql.join(texts, sql`, `)}])`;
  const bytes = sql`${sql.own("convert_to")}(${json}::${sql.own("text")}, 'UTF8')`;
  // Lines of 76 characters, and the last one filled up with "=" (RFC 4648, section 5, has neither).
  return sql`${sql.own("translate")}(${sql.own("encode")}(${bytes}, 'base64'), e'+/=\\n', '-_')`;
}

export type CursorArgument = "after" | "before";

/** Which argument a bound value is read from, where it is a part of a cursor. */
const sources = new WeakMap<Bind, CursorArgument>();

export const cursorOf = (bind: Bind): CursorArgument | undefined => sources.get(bind);

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
    const bind: Bind = (scope) => read(scope)[index] ?? null;
    sources.set(bind, argument);
    return sql`${sql.bind(bind)}::${type.ownType}`;
  });
}

/** @throws SluiceError BAD_USER_INPUT for whatever this field and this order did not give. */
export function readCursor(
  argument: CursorArgument,
  cursor: unknown,
  print: string,
  terms: readonly Pick<OrderTerm, "notNull">[],
): readonly (string | null)[] {
  const parts = decode(cursor);
  if (!parts) throw badCursor(argument, "is not a cursor");
  const [itsVersion, itsPrint, ...values] = parts;
  if (itsVersion !== version) throw badCursor(argument, "is not a cursor of this version of the gateway");
  if (itsPrint !== print) throw badCursor(argument, "is a cursor of another field or another orderBy");
  const fits =
    terms.length === values.length && terms.every(({ notNull }, index) => !notNull || values[index] !== null);
  if (!fits) throw badCursor(argument, "is not a cursor");
  return values;
}

export function badCursor(argument: CursorArgument, problem: string): SluiceError {
  return new SluiceError(
    "BAD_USER_INPUT",
    `${argument} ${problem}. Give a cursor as a page with the same orderBy gave it, unchanged, or leave ${argument} out.`,
  );
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** An array of texts and nulls; undefined for anything else. */
function decode(cursor: unknown): readonly (string | null)[] | undefined {
  if (typeof cursor !== "string") return undefined;
  const bytes = Buffer.from(cursor, "base64url");
  // Decoding passes over what is not in the alphabet.
  if (bytes.toString("base64url") !== cursor) return undefined;
  try {
    const parts: unknown = JSON.parse(utf8.decode(bytes));
    return Array.isArray(parts) && parts.every(isTextOrNull) ? parts : undefined;
  } catch {
    return undefined;
  }
}

const isTextOrNull = (value: unknown): value is string | null => typeof value === "string" || value === null;
