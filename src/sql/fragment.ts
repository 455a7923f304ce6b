import { inspect } from "node:util";
import type { Claims } from "../lib/index.ts";

/**
 * What a statement is sent with, known only when it is sent.
 *
 * - `variables`: the operation's coerced variables.
 * - `keys`: for a statement behind a link, one array of values per key column, all of one length.
 */
export interface BindScope {
  /** What is known of who asks. */
  readonly claims: Claims;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly keys: readonly (readonly unknown[])[];
  /** What the statements before it answered: values of rows, as text, by statement, row and column. */
  readonly answers?: readonly Answer[];
}

export type Answer = readonly (readonly (string | null)[])[];

/** Reads one bound value. The statement's text never depends on what it returns. */
export type Bind = (scope: BindScope) => unknown;

/** A name for a table or subquery inside one statement; the same hint twice still gives two names. */
export interface Alias {
  readonly hint: string;
}

export type Part =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "identifier"; readonly name: string }
  /** A function or type of Postgres itself. */
  | { readonly kind: "own"; readonly name: string; readonly isQuoted: boolean }
  | { readonly kind: "alias"; readonly alias: Alias }
  | { readonly kind: "bind"; readonly bind: Bind }
  | { readonly kind: "fragment"; readonly fragment: Fragment };

/** The mark is not exported: nothing that arrives as data can pass for a fragment. */
const mark = Symbol("sluice.sql");

/** A piece of SQL: trusted text, quoted identifiers, aliases and bound values, never a value printed into text. */
export interface Fragment {
  readonly [mark]: readonly Part[];
}

function fragment(parts: readonly Part[]): Fragment {
  return Object.freeze({ [mark]: Object.freeze(parts) });
}

export function isFragment(value: unknown): value is Fragment {
  return typeof value === "object" && value !== null && mark in value;
}

export function partsOf(value: Fragment): readonly Part[] {
  return value[mark];
}

/**
 * `` sql`select ${column} from ${table}` ``: whatever is embedded must be a fragment itself.
 *
 * @throws TypeError for anything else, so that a forgotten `sql.bind` fails in the first test and not in production.
 */
export function sql(strings: TemplateStringsArray, ...embedded: readonly Fragment[]): Fragment {
  const parts: Part[] = [];
  strings.forEach((text, index) => {
    if (text !== "") parts.push({ kind: "text", text });
    const inner = embedded[index];
    if (index < embedded.length) {
      if (!isFragment(inner)) {
        throw new TypeError(`Not a SQL fragment: ${inspect(inner)}. Wrap it in sql.bind or sql.identifier.`);
      }
      parts.push({ kind: "fragment", fragment: inner });
    }
  });
  return fragment(parts);
}

/** A quoted, possibly qualified name: `identifier("public", "orders")` is `"public"."orders"`. */
sql.identifier = (...names: readonly string[]): Fragment =>
  sql.join(
    names.map((name) => fragment([{ kind: "identifier", name }])),
    sql`.`,
  );

/**
 * A function or type of Postgres itself by its name alone: with its schema only in a database that has another one of the
 * name, which a session might find first.
 */
sql.own = (name: string): Fragment => fragment([{ kind: "own", name, isQuoted: false }]);

/** The same of a type whose name may be a word of SQL's grammar. */
sql.ownType = (name: string): Fragment => fragment([{ kind: "own", name, isQuoted: true }]);

/** A value that is read when the statement is sent, as `$1` and so on. */
sql.bind = (bind: Bind): Fragment => fragment([{ kind: "bind", bind }]);

sql.alias = (hint: string): Alias => ({ hint });

sql.reference = (alias: Alias): Fragment => fragment([{ kind: "alias", alias }]);

/** A column of an aliased table: `t."id"`. */
sql.column = (alias: Alias, name: string): Fragment =>
  fragment([
    { kind: "alias", alias },
    { kind: "text", text: "." },
    { kind: "identifier", name },
  ]);

sql.join = (fragments: readonly Fragment[], separator: Fragment): Fragment =>
  fragment(
    fragments.flatMap((each, index): Part[] => {
      const part: Part = { kind: "fragment", fragment: each };
      return index === 0 ? [part] : [{ kind: "fragment", fragment: separator }, part];
    }),
  );

sql.empty = fragment([]);

/** A whole number that is part of the statement's shape, like an array's dimension. */
sql.integer = (value: number): Fragment => {
  if (!Number.isSafeInteger(value)) throw new TypeError(`Not an integer: ${inspect(value)}`);
  return fragment([{ kind: "text", text: String(value) }]);
};
